/* Comfort only: every view works without it. A changed choice is shown at once; links can be copied. */
(function () {
  "use strict";
  document.querySelectorAll("form.filters").forEach(function (form) {
    form.addEventListener("change", function (event) {
      if (event.target.tagName === "SELECT") { form.requestSubmit(); }
    });
    // empty filters stay out of the address, so that shared links are short
    form.addEventListener("submit", function () {
      form.querySelectorAll("input, select").forEach(function (field) { if (!field.value) { field.disabled = true; } });
    });
  });
  var tab = document.querySelector("header.site nav a[aria-current]");
  if (tab) { tab.closest("ul").scrollLeft = tab.offsetLeft - 60; }
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form.filters [disabled]").forEach(function (field) { field.disabled = false; });
  });
  document.querySelectorAll("button.copy").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(window.location.href).then(function () {
        var text = button.textContent;
        button.textContent = button.dataset.copied;
        window.setTimeout(function () { button.textContent = text; }, 1500);
      });
    });
  });
}());
