"use strict";
(function () {
  var form = document.getElementById("g_filters");
  var byMessage = document.getElementById("g_message");
  var byChannel = document.getElementById("g_channel");
  var byWords = document.getElementById("g_words");
  var found = document.getElementById("g_found");
  var none = document.getElementById("g_none");
  var said = document.getElementById("g_said");

  function each(root, selector, f) { Array.prototype.forEach.call(root.querySelectorAll(selector), f); }

  // "1920x1080" finds "1920 × 1080 px", and the words may stand in any order.
  function words(s) { return s.toLowerCase().replace(/(\d)\s*[x×]\s*(\d)/g, "$1x$2").split(/\s+/).filter(Boolean); }

  // A value that starts with a slash is a family of channels.
  function ofChannel(group) {
    var wanted = byChannel.value;
    return !wanted || group.dataset.channel === wanted || "/" + group.dataset.family === wanted;
  }

  function filter() {
    var wanted = words(byWords.value);
    var count = 0;
    each(document, ".message", function (message) {
      var inMessage = 0;
      var isWanted = !byMessage.value || message.dataset.message === byMessage.value;
      each(message, ".group", function (group) {
        var inGroup = 0;
        var fits = isWanted && ofChannel(group);
        each(group, ".card", function (card) {
          var has = words(card.dataset.words).join(" ");
          var shown = fits && wanted.every(function (w) { return has.indexOf(w) >= 0; });
          card.hidden = !shown;
          if (shown) inGroup++;
        });
        group.hidden = inGroup === 0;
        inMessage += inGroup;
      });
      message.hidden = !isWanted || (inMessage === 0 && (byChannel.value || wanted.length > 0));
      count += inMessage;
    });
    found.textContent = count === 1 ? "1 piece" : count + " pieces";
    none.hidden = count > 0;
  }

  function copy(text, done) {
    function byHand() {
      var area = document.createElement("textarea");
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "aside";
      document.body.appendChild(area);
      area.select();
      var ok = false;
      try { ok = document.execCommand("copy"); } catch (e) { ok = false; }
      area.remove();
      done(ok);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    } else {
      byHand();
    }
  }

  each(document, "button[data-copy]", function (button) {
    var label = button.firstChild;
    var usual = label.nodeValue;
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(document.getElementById(button.dataset.copy).textContent, function (ok) {
        label.nodeValue = ok ? "Copied" : "Select and copy by hand";
        said.textContent = label.nodeValue;
        button.focus();
        setTimeout(function () { label.nodeValue = usual; said.textContent = ""; }, 2500);
      });
    });
  });

  // A filter that hides the message which a contents link leads to would make the link lead nowhere.
  each(document, ".contents a", function (a) {
    a.addEventListener("click", function () { form.reset(); filter(); });
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter); });
  window.addEventListener("beforeprint", function () {
    each(document, ".copy details", function (d) { d.open = true; });
    each(document, "img", function (i) { i.loading = "eager"; });
  });
  form.hidden = false;
  filter();
})();
