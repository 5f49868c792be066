// What a page can do besides: results as one types, words pointed at by their place, copying, and reasons of quotations in several pieces.
// Without it every page works: forms are sent, links are followed.
"use strict";

(() => {
  const WAIT = 180;

  // -- search as one types: the page itself is asked for, and its results are taken over

  const field = document.querySelector("[data-live]");
  if (field) {
    let timer = 0;
    let asking = null;
    const ask = async () => {
      const address = new URL(field.form.action);
      if (field.value.trim()) address.searchParams.set("q", field.value);
      if (asking) asking.abort();
      asking = new AbortController();
      try {
        const response = await fetch(address, { signal: asking.signal });
        if (!response.ok) return;
        const found = new DOMParser().parseFromString(await response.text(), "text/html");
        for (const place of ["#results", "#paging", "#bottom"]) {
          document.querySelector(place).replaceWith(document.adoptNode(found.querySelector(place)));
        }
        const links = "link[rel=alternate], link[rel=first], link[rel=prev], link[rel=next]";
        for (const link of document.head.querySelectorAll(links)) link.remove();
        for (const link of found.head.querySelectorAll(links)) document.head.append(document.adoptNode(link));
        document.title = found.title;
        history.replaceState(null, "", address);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, textarea, select")) {
      const search = document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
  });

  // -- words of an article by their place, #c120-180: offsets are code points of the text, those of lines are in data-start

  const unitsOf = (text, points) => {
    let units = 0;
    for (const letter of text) {
      if (points-- <= 0) break;
      units += letter.length;
    }
    return units;
  };

  const ranges = (first, last) => {
    const found = [];
    for (const line of document.querySelectorAll(".line")) {
      let at = Number(line.dataset.start);
      const walker = document.createTreeWalker(line.querySelector(".words"), NodeFilter.SHOW_TEXT, {
        acceptNode: (node) => (node.parentElement.closest(".why, .tag") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
      });
      while (walker.nextNode()) {
        const text = walker.currentNode.data;
        const length = [...text].length;
        const [from, to] = [Math.max(first - at, 0), Math.min(last - at, length)];
        if (from < to) {
          const range = new Range();
          range.setStart(walker.currentNode, unitsOf(text, from));
          range.setEnd(walker.currentNode, unitsOf(text, to));
          found.push(range);
        }
        at += length;
      }
    }
    return found;
  };

  const point = () => {
    const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
    if (typeof Highlight === "undefined" || !document.querySelector(".text")) return;
    CSS.highlights.delete("chosen");
    if (!place) return;
    const found = ranges(Number(place[1]), Number(place[2]));
    if (!found.length) return;
    CSS.highlights.set("chosen", new Highlight(...found));
    if (!document.getElementById(location.hash.slice(1))) {
      found[0].startContainer.parentElement.closest(".line").scrollIntoView({ block: "center" });
    }
  };
  addEventListener("hashchange", point);
  point();

  // -- reasons: every piece of a quotation shows them, and a click keeps them

  const text = document.querySelector(".text");
  if (text) {
    const reasonOf = (node) => {
      const piece = node.closest && node.closest("[data-quote]");
      return piece && document.getElementById(`why-${piece.dataset.quote}`);
    };
    let shown = null;
    let kept = false;
    const show = (reason) => {
      if (shown && shown !== reason) shown.classList.remove("shown");
      if (reason) reason.classList.add("shown");
      shown = reason;
    };
    text.addEventListener("pointerover", (event) => {
      const reason = reasonOf(event.target);
      if (!kept && reason) show(reason);
    });
    text.addEventListener("pointerout", (event) => {
      if (!kept && !(event.relatedTarget && reasonOf(event.relatedTarget) === shown)) show(null);
    });
    text.addEventListener("click", (event) => {
      if (event.target.closest(".why") || event.target.closest(".number")) return;
      const reason = reasonOf(event.target);
      kept = Boolean(reason);
      show(reason);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        kept = false;
        show(null);
        if (document.activeElement.closest(".text")) document.activeElement.blur();
      }
    });
  }

  // -- copying

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      const said = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = said), 1500);
    });
  }
})();
