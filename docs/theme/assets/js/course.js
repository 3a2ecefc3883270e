/* Sets formulas, keeps wide things reachable by keyboard, keeps the place when the language changes, brings solutions. */
(() => {
  function setFormulas() {
    for (const element of document.querySelectorAll(".arithmatex")) {
      if (typeof katex === "undefined") {
        element.classList.add("tex"); // not to be had when the site was built: TeX is readable, too
        continue;
      }
      katex.render(element.textContent.trim(), element, { displayMode: element.tagName === "DIV", throwOnError: false, strict: "ignore" });
    }
  }

  function reachWideThings() {
    for (const element of document.querySelectorAll("div.arithmatex, .md-typeset__scrollwrap, .md-typeset pre > code")) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    }
  }

  function keepPlace() {
    for (const link of document.querySelectorAll(".language-switch")) {
      link.addEventListener("click", () => { link.hash = location.hash; });
    }
  }

  async function bringSolution(event) {
    const link = event.target.querySelector("a");
    if (!event.target.open || !link) return;
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      link.closest("p").replaceWith(page.getElementById(link.hash.slice(1)).nextElementSibling);
      reachWideThings();
    } catch {
      // opened without a server: the link leads there
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    setFormulas();
    keepPlace();
    reachWideThings();
    for (const fold of document.querySelectorAll("details.solution")) fold.addEventListener("toggle", bringSolution);
    addEventListener("resize", reachWideThings);
  });
})();
