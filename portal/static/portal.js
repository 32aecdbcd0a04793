/* The little that a page cannot say without a script: that the line is down, that a message is old, "print this". */
(function () {
  "use strict";
  function tell() {
    var words = document.getElementById("putus"), area = document.getElementById("pesan");
    if (words && area) { area.replaceChildren(words.content.cloneNode(true)); area.scrollIntoView({ block: "nearest" }); }
  }
  var shown = new WeakSet();                        /* answers that the page shows, be they refusals */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var area = document.getElementById("pesan");
    if (!event.detail.shouldSwap) return;
    shown.add(event.detail.xhr);
    if (area) area.replaceChildren();
  });
  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:timeout", tell);
  document.addEventListener("htmx:responseError", function (event) {
    if (!shown.has(event.detail.xhr)) tell();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });
  /* the clipboard belongs to https; on an office's plain network the text is selected and copied the old way */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]"), area = button && document.getElementById(button.dataset.copy);
    if (!area) return;
    function told(well) {
      var line = button.parentElement.querySelector("[data-copied]");
      line.textContent = well ? line.dataset.copied : line.dataset.failed;
    }
    function select() { area.focus(); area.select(); told(document.execCommand("copy")); }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(area.value).then(function () { told(true); }, select);
    else select();
  });
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("[data-copy][hidden]").forEach(function (button) { button.hidden = false; });
  });
  document.querySelectorAll("[data-print][hidden]").forEach(function (button) { button.hidden = false; });
})();
