"""What a page does by itself: filter its entries, open what a link names, print whole. Without it all is shown."""

SCRIPT = """
(function () {
  "use strict";
  var form = document.getElementById("filters"), left = document.getElementById("left");
  if (!form) { return; }
  var entries = Array.prototype.slice.call(document.querySelectorAll(".entry"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".group"));
  var folds = Array.prototype.slice.call(document.querySelectorAll("main details"));
  var words = entries.map(function (entry) { return entry.textContent.toLowerCase(); });
  var names = Array.prototype.map.call(form.querySelectorAll("[name]"), function (field) { return field.name; });
  function has(entry, name, value) {
    return (entry.getAttribute("data-" + name) || "").split("\\n").indexOf(value) >= 0;
  }
  function fits(entry, index) {
    return names.every(function (name) {
      var value = form.elements[name].value.trim();
      if (!value) { return true; }
      return name === "q" ? words[index].indexOf(value.toLowerCase()) >= 0 : has(entry, name, value);
    });
  }
  function show() {
    var shown = 0;
    entries.forEach(function (entry, index) {
      entry.hidden = !fits(entry, index);
      shown += entry.hidden ? 0 : 1;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector(".entry:not([hidden])"); });
    left.textContent = shown + " of " + entries.length + " " + left.getAttribute("data-what") + " shown";
  }
  function remember() {
    var query = names.filter(function (name) { return form.elements[name].value.trim(); }).map(function (name) {
      return name + "=" + encodeURIComponent(form.elements[name].value.trim());
    }).join("&");
    // Pages in a frame of their own may not have an address to change.
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch (e) { }
  }
  function recall() {
    location.search.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("="), name = pair.slice(0, at), value = "";
      if (at < 1 || names.indexOf(name) < 0) { return; }
      try { value = decodeURIComponent(pair.slice(at + 1).replace(/[+]/g, " ")); } catch (e) { return; }
      form.elements[name].value = value;
      // A link may ask for what this page does not have: nothing is hidden for it.
      if (form.elements[name].selectedIndex === -1) { form.elements[name].value = ""; }
    });
  }
  function fold(open) { folds.forEach(function (one) { one.open = open; }); }
  function follow() {
    var name = location.hash.slice(1), target = null;
    try { target = name && document.getElementById(decodeURIComponent(name)); } catch (e) { return; }
    if (!target || entries.indexOf(target) < 0) { return; }
    if (target.hidden) { form.reset(); show(); }
    Array.prototype.forEach.call(target.querySelectorAll("details"), function (one) { one.open = true; });
    target.scrollIntoView();
  }
  var before = [];
  window.addEventListener("beforeprint", function () {
    before = folds.map(function (one) { return one.open; });
    fold(true);
  });
  window.addEventListener("afterprint", function () { folds.forEach(function (one, at) { one.open = before[at]; }); });
  window.addEventListener("hashchange", follow);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function () { show(); remember(); });
  form.addEventListener("reset", function () { setTimeout(function () { show(); remember(); }); });
  document.getElementById("open-all").addEventListener("click", function () { fold(true); });
  document.getElementById("close-all").addEventListener("click", function () { fold(false); });
  folds.forEach(function (one) { one.open = one.hasAttribute("data-open"); });
  form.hidden = false;
  recall();
  show();
  follow();
}());
"""
"""The page's only script. It asks for nothing, keeps nothing, and takes nothing for code."""
