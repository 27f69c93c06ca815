/* Language switch, table filters and sorting. Works on what the page holds; loads nothing. */
(function () {
  "use strict";
  var root = document.documentElement;

  function remembered() {
    try { return window.localStorage.getItem("phaen-language"); } catch (error) { return null; }
  }

  function speak(language) {
    root.lang = language;
    try { window.localStorage.setItem("phaen-language", language); } catch (error) { /* the choice lasts for this page */ }
    document.querySelectorAll("[data-set-language]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.setLanguage === language));
    });
    document.querySelectorAll("[data-label-th]").forEach(function (node) {
      var text = language === "en" ? node.dataset.labelEn : node.dataset.labelTh;
      if (node.tagName === "OPTION") { node.textContent = text; } else { node.setAttribute("aria-label", text); }
      if (node.placeholder !== undefined && node.tagName === "INPUT") { node.placeholder = text; }
    });
    var title = document.querySelector("title");
    if (title && title.dataset.titleEn) { title.textContent = language === "en" ? title.dataset.titleEn : title.dataset.titleTh; }
    document.querySelectorAll("form.filters").forEach(count);
  }

  function shown(cell) { return cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent.trim(); }

  function rowsOf(form) { return Array.prototype.slice.call(document.getElementById(form.dataset.table).tBodies[0].rows); }

  function count(form) {
    var rows = rowsOf(form), visible = rows.filter(function (row) { return !row.hidden; }).length;
    form.querySelector("output").textContent = root.lang === "en"
      ? visible + " of " + rows.length + " rows" : "แสดง " + visible + " จาก " + rows.length + " แถว";
  }

  function apply(form) {
    var words = form.querySelector("input").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    var choices = Array.prototype.slice.call(form.querySelectorAll("select")).filter(function (select) { return select.value; });
    rowsOf(form).forEach(function (row) {
      var text = row.textContent.toLocaleLowerCase();
      row.hidden = !(words.every(function (word) { return text.indexOf(word) >= 0; }) &&
        choices.every(function (select) { return shown(row.cells[Number(select.dataset.column)]) === select.value; }));
    });
    count(form);
  }

  function selects(form) {
    var table = document.getElementById(form.dataset.table);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (heading, index) {
      if (!heading.hasAttribute("data-filter")) { return; }
      var values = {};
      rowsOf(form).forEach(function (row) { values[shown(row.cells[index])] = row.cells[index]; });
      var label = document.createElement("label"), select = document.createElement("select"), all = document.createElement("option");
      heading.querySelectorAll(".th, .en").forEach(function (part) { label.appendChild(part.cloneNode(true)); });
      select.dataset.column = String(index);
      all.value = ""; all.dataset.labelTh = "ทั้งหมด"; all.dataset.labelEn = "All";
      select.appendChild(all);
      Object.keys(values).sort().forEach(function (value) {
        var option = document.createElement("option"), cell = values[value];
        option.value = value;
        option.textContent = value;
        var thai = cell.querySelector(".th"), english = cell.querySelector(".en");
        if (thai && english) { option.dataset.labelTh = thai.textContent; option.dataset.labelEn = english.textContent; }
        select.appendChild(option);
      });
      label.appendChild(select);
      form.insertBefore(label, form.querySelector("output"));
    });
  }

  function sorting(table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (heading, index) {
      var button = document.createElement("button");
      button.type = "button";
      while (heading.firstChild) { button.appendChild(heading.firstChild); }
      heading.appendChild(button);
      button.addEventListener("click", function () {
        var down = heading.getAttribute("aria-sort") === "ascending", body = table.tBodies[0];
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var left = shown(a.cells[index]), right = shown(b.cells[index]);
          var x = parseFloat(left.replace(/,/g, "")), y = parseFloat(right.replace(/,/g, ""));
          var order = heading.classList.contains("n") ? (isNaN(x) ? -Infinity : x) - (isNaN(y) ? -Infinity : y) : left.localeCompare(right, "th");
          return (down ? -1 : 1) * (order || 0);
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  }

  document.querySelectorAll("form.filters").forEach(function (form) {
    form.hidden = false;
    selects(form);
    form.addEventListener("input", function () { apply(form); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  });
  document.querySelectorAll("table[data-sortable]").forEach(sorting);
  document.querySelectorAll("[data-set-language]").forEach(function (button) {
    button.addEventListener("click", function () { speak(button.dataset.setLanguage); });
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (node) { node.open = true; });
  });
  speak(remembered() === "en" ? "en" : "th");
}());
