/* Thai has no spaces between words, and a browser ends a line inside some of them. Terms of the glossary, and a figure
   with its unit, stay on one line; the text itself is left as it is, so that copying and searching find it. */
(function () {
  "use strict";
  var WORDS = [
    "ขั้นตอนการปฏิบัติงาน|รหัสอ้างอิงตัวชี้วัด|ไม่บรรลุค่าเป้าหมาย|ระดับความเชื่อมั่น|นิยามและวิธีคำนวณ|เปรียบเทียบไม่ได้",
    "ไม่ได้รับงบประมาณ|บรรลุค่าเป้าหมาย|วัตถุประสงค์หลัก|หน่วยงานสนับสนุน|อักษรย่อหน่วยงาน|เกณฑ์การให้คะแนน",
    "เครื่องหมายเตือน|ค่าน้ำหนักคะแนน|ประเด็นการพัฒนา|ผลการดำเนินงาน|มิติการประเมิน|ระดับความสำคัญ|วิธีเก็บข้อมูล",
    "ไม่ใช้งบประมาณ|ข้อมูลพื้นฐาน|โปรแกรมอนุมาน|ข้อมูลนำเข้า|ตัววัดผลหลัก|ประเภทเอกสาร|ความครบถ้วน|คะแนนที่ได้",
    "ค่าเป้าหมาย|ต้องตรวจสอบ|ไม่สอดคล้อง|ควรตรวจสอบ|ความแม่นยำ|ปีงบประมาณ|ยุทธศาสตร์|รายละเอียด|ส่วนราชการ",
    "หัวคอลัมน์|ข้อสังเกต|ตัวชี้วัด|เชื่อมั่น|เพื่อทราบ|งบประมาณ|ทั้งสิ้น|หน่วยงาน|หัวตาราง|แดชบอร์ด|กิจกรรม|พิจารณา|พื้นฐาน",
    "หลักฐาน|โครงการ|ต่ำสุด|บรรทัด|ผลผลิต|ร้อยละ|สูงสุด|เอกสาร|แผนงาน|โพรเซส|คีย์|รหัส|ระบบ"
  ].join("|");
  var FIGURES = "พ\\.ศ\\. ?[0-9]{4}|(?:หน้า|บรรทัด|ร้อยละ|ระดับ|ส่วนที่|ปี) [0-9][0-9.]*|[0-9][0-9,.]* (?:คะแนน|บาท|แถว|หน้า|ฉบับ)";
  var HELD = new RegExp("(" + FIGURES + "|" + WORDS + ")");

  function hold(node) {
    var parts = node.data.split(HELD);
    if (parts.length < 3) { return; }
    var made = document.createDocumentFragment();
    parts.forEach(function (part, index) {
      if (index % 2) {
        var span = document.createElement("span");
        span.className = "hold";
        span.textContent = part;
        made.appendChild(span);
      } else if (part) { made.appendChild(document.createTextNode(part)); }
    });
    node.parentNode.replaceChild(made, node);
  }

  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, {
    acceptNode: function (node) {
      var inside = node.parentNode.closest("script, style, select, textarea, pre, code, svg, .hold");
      return inside ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    }
  });
  var nodes = [];
  while (walker.nextNode()) { if (/[\u0e01-\u0e5b]/.test(walker.currentNode.data)) { nodes.push(walker.currentNode); } }
  nodes.forEach(hold);
})();
