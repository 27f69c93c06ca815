/* Comfort only: the forms work without it. Keys: n next, a accept, c correct, s skip; the name is remembered here. */
(function () {
  "use strict";
  var NAME = "phaen-by";
  function stored() { try { return window.localStorage.getItem(NAME) || ""; } catch (error) { return ""; } }
  var names = document.querySelectorAll("input.by");
  names.forEach(function (field) { if (!field.value) { field.value = stored(); } });
  document.querySelectorAll("form.decision").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      var by = document.querySelector("input.by");
      var same = form.querySelector("input.same-by");
      if (same) {
        same.value = by ? by.value : stored();
        if (!same.value.trim()) { event.preventDefault(); if (by) { by.focus(); by.reportValidity(); } return; }
      }
      try { if (by && by.value) { window.localStorage.setItem(NAME, by.value); } } catch (error) { /* private window */ }
    });
  });
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "radio") {
      if (event.key === "Escape") { target.blur(); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
        target.form.querySelector("button[type=submit]").click();
      }
      return;
    }
    // the key of the letter, whatever layout is switched on (Thai letters stand on the same keys)
    var key = event.code && event.code.indexOf("Key") === 0 ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
    var found = document.querySelector("[data-key='" + key + "']");
    if (!found || found.disabled) { return; }
    event.preventDefault();
    if (/^(TEXTAREA|INPUT)$/.test(found.tagName) && found.type !== "radio") { found.focus(); found.select(); } else { found.click(); }
  });
}());
