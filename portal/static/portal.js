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
  document.querySelectorAll("[data-print][hidden]").forEach(function (button) { button.hidden = false; });
})();
