"use strict";
(function () {
  var atOnce = 20; // pieces; what is over waits behind a button
  var main = document.getElementById("g_main");
  var form = document.getElementById("g_filters");
  var byMessage = document.getElementById("g_message");
  var byChannel = document.getElementById("g_channel");
  var byWords = document.getElementById("g_words");
  var clear = document.getElementById("g_clear");
  var found = document.getElementById("g_found");
  var none = document.getElementById("g_none");
  var more = document.getElementById("g_more");
  var said = document.getElementById("g_said");
  var title = document.title;
  var limit = atOnce;

  function each(root, selector, f) { Array.prototype.forEach.call(root.querySelectorAll(selector), f); }
  function hide(id, yes) { var e = document.getElementById(id); if (e) e.hidden = yes; }
  function counted(n) { return n === 1 ? "1 piece" : n + " pieces"; }

  // "1920x1080" finds "1920 × 1080 px", and the words may stand in any order.
  function words(s) { return s.toLowerCase().replace(/(\d)\s*[x×]\s*(\d)/g, "$1x$2").split(/\s+/).filter(Boolean); }

  // A value that starts with a slash is a family of channels.
  function ofChannel(group) {
    var wanted = byChannel.value;
    return !wanted || group.dataset.channel === wanted || "/" + group.dataset.family === wanted;
  }

  // Groups of a message that share a name close one another. While all results or all of a print are shown none does.
  function fold(group, open) {
    if (open === undefined) {
      if (group.dataset.name) group.name = group.dataset.name;
      group.open = !group.dataset.name;
      return;
    }
    group.removeAttribute("name");
    group.open = open;
  }

  // results shows the pieces that fit, and no others.
  function results(wanted) {
    var count = 0;
    each(document, ".message", function (message) {
      var before = count;
      var isWanted = !byMessage.value || message.dataset.message === byMessage.value;
      each(message, ".group", function (group) {
        var start = count;
        var fits = isWanted && ofChannel(group);
        each(group, ".card", function (card) {
          var has = words(card.dataset.words).join(" ");
          var fit = fits && wanted.every(function (w) { return has.indexOf(w) >= 0; });
          card.hidden = !fit || count >= limit;
          if (fit) count++;
        });
        group.hidden = count === start || start >= limit;
        fold(group, !group.hidden);
      });
      message.hidden = count === before || before >= limit;
    });
    return count;
  }

  // message shows one message, or none.
  function message(id) {
    var count = 0;
    each(document, ".message", function (m) {
      var shown = m.dataset.message === id || m.classList.contains("one");
      if (shown) m.hidden = false;
      else m.setAttribute("hidden", "until-found");
      each(m, ".group, .card", function (e) { e.hidden = false; });
      if (shown || !id) count += m.querySelectorAll(".card").length;
    });
    return count;
  }

  function show() {
    var wanted = words(byWords.value);
    var isFiltered = byChannel.value !== "" || wanted.length > 0;
    var wasFiltered = main.classList.contains("results");
    var isOverview = !isFiltered && !byMessage.value;
    main.classList.toggle("results", isFiltered);
    hide("g_messages", !isOverview);
    hide("g_whole", !isOverview);
    hide("g_key", isOverview && byMessage.options.length > 2);
    hide("g_zones", isOverview && byMessage.options.length > 2);
    if (wasFiltered && !isFiltered) each(document, ".group", function (g) { fold(g); });
    var count = isFiltered ? results(wanted) : message(byMessage.value);
    clear.hidden = isOverview;
    found.textContent = counted(count);
    none.hidden = count > 0 || !isFiltered;
    more.hidden = !isFiltered || count <= limit;
    document.title = byMessage.value ? byMessage.selectedOptions[0].textContent + " \u2013 " + title : title;
    // What was found comes first on the page, below the filters.
    if (isFiltered) {
      var top = main.getBoundingClientRect().top + window.scrollY;
      if (!wasFiltered || window.scrollY > top) window.scrollTo(0, top);
    }
  }

  // The address names the message that is open, so that it can be passed on and gone back to.
  function go() {
    var target = document.getElementById(location.hash.slice(1));
    var section = target && target.closest(".message, .overview");
    byChannel.value = byWords.value = "";
    byMessage.value = section && section.dataset.message || "";
    show();
    if (target) target.scrollIntoView();
  }

  function filter() {
    limit = atOnce;
    var address = byMessage.value ? "#" + byMessage.value : location.pathname + location.search;
    if (byMessage.value !== location.hash.slice(1)) {
      try { history.pushState(null, "", address); } catch (e) { /* the address stays behind */ }
    }
    show();
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

  // A browser ignores "download" in a page opened as a file, and shows the picture.
  if (/^https?:$/.test(location.protocol)) {
    each(document, "a[data-name]", function (a) {
      a.download = a.dataset.name;
      a.firstChild.nodeValue = a.firstChild.nodeValue.replace(/^Open/, "Download");
    });
  }

  each(document, ".group", function (group) {
    var cards = group.querySelectorAll(".card");
    group.dataset.name = group.getAttribute("name") || "";
    group.addEventListener("toggle", function () {
      // Another group above may have closed, and taken this one off the screen.
      if (group.open && group.firstElementChild.getBoundingClientRect().top < 0) group.firstElementChild.scrollIntoView();
    });
    if (cards.length <= atOnce) {
      group.classList.add("all");
      return;
    }
    var p = document.createElement("p");
    p.className = "more";
    var button = document.createElement("button");
    button.textContent = "Show all " + cards.length;
    button.addEventListener("click", function () {
      group.classList.add("all");
      cards[atOnce].querySelector("a").focus();
    });
    p.appendChild(button);
    group.appendChild(p);
  });
  more.firstElementChild.addEventListener("click", function () {
    var next = limit;
    limit += atOnce;
    show();
    var shown = Array.prototype.filter.call(document.querySelectorAll(".card"), function (c) { return !c.closest("[hidden]"); });
    shown[next].querySelector("a").focus();
  });

  // A browser that found words in a message that isn't open is about to show it.
  each(document, ".message", function (m) {
    m.addEventListener("beforematch", function () {
      byMessage.value = m.dataset.message;
      filter();
    });
  });
  document.querySelector(".skip").addEventListener("click", function (e) {
    e.preventDefault(); // the address stays that of the message
    main.focus();
    main.scrollIntoView();
  });
  window.addEventListener("hashchange", go);
  window.addEventListener("popstate", go);
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { filter(); byMessage.focus(); }); });
  window.addEventListener("beforeprint", function () {
    each(document, ".copy details", function (d) { d.open = true; });
    each(document, ".message:not([hidden]) .group", function (g) { fold(g, true); });
    each(document, "img", function (i) { if (!i.closest("[hidden]")) i.loading = "eager"; });
  });
  window.addEventListener("afterprint", function () {
    if (!main.classList.contains("results")) each(document, ".group", function (g) { fold(g); });
  });
  document.documentElement.classList.add("script");
  form.hidden = false;
  go();
})();
