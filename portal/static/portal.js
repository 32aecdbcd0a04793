/* The little that a page cannot say without a script: that the line is down, that a message is old, "print this",
   which files were chosen. */
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
  /* a file field gathers files: chosen one after another, or dropped; each can be left out again */
  var gathered = new WeakMap();
  function amount(bytes) {
    var unit = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0, number = bytes / Math.pow(1024, unit);
    return number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit - unit % 2 ? 0 : unit / 2 }) + [" B", " KB", " MB"][unit];
  }
  function gather(field, files) {
    var box = new DataTransfer(), seen = {};
    files.forEach(function (file) {
      var mark = file.name + "/" + file.size + "/" + file.lastModified;
      if (!seen[mark]) { seen[mark] = true; box.items.add(file); }
    });
    field.files = box.files;
    gathered.set(field, Array.from(box.files));
    list(field);
  }
  function list(field) {
    var rows = field.nextElementSibling;
    if (!rows || !rows.matches("ul.chosen")) { rows = document.createElement("ul"); rows.className = "files chosen"; field.after(rows); }
    rows.replaceChildren.apply(rows, gathered.get(field).map(function (file) {
      var row = document.createElement("li"), words = document.createElement("span"), away = document.createElement("button");
      words.textContent = file.name + " (" + amount(file.size) + ")";
      if (file.size > field.dataset.files) { row.dataset.state = "terlambat"; words.textContent += ": " + field.dataset.large; }
      away.type = "button"; away.className = "aslink"; away.textContent = field.dataset.away;
      away.setAttribute("aria-label", field.dataset.away + ": " + file.name);
      away.addEventListener("click", function () {
        gather(field, gathered.get(field).filter(function (other) { return other !== file; }));
        field.focus();
      });
      row.append(words, away);
      return row;
    }));
  }
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (field.matches("input[data-files]")) gather(field, (gathered.get(field) || []).concat(Array.from(field.files)));
  });
  function place(event) {
    var block = event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files") && event.target.closest(".field");
    return block && block.querySelector("input[data-files]");
  }
  ["dragenter", "dragover", "dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var field = place(event);
      if (!field) return;
      event.preventDefault();
      field.closest(".field").classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop") gather(field, (gathered.get(field) || []).concat(Array.from(event.dataTransfer.files)));
    });
  });
  document.addEventListener("htmx:xhr:progress", function (event) {
    var form = event.target, field = form.querySelector && form.querySelector("input[data-files]"), bar;
    if (!field || !field.files.length || !event.detail.lengthComputable) return;
    bar = form.querySelector("progress.sending");
    if (!bar) { bar = document.createElement("progress"); bar.className = "sending"; bar.setAttribute("aria-label", field.dataset.sending); field.after(bar); }
    bar.max = event.detail.total; bar.value = event.detail.loaded;
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
