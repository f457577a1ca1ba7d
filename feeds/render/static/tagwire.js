// What a browser can add to pages that are whole without it: how old an article is, a filter, copying.
"use strict";

{
  const words = document.currentScript.dataset;
  const SECONDS = { year: 31_557_600, month: 2_629_800, week: 604_800, day: 86_400, hour: 3600, minute: 60 };

  /** How far a time lies from now, in the page's language: "3 hours ago", "hier"; a day without hour, in days. */
  function age(dateTime, now) {
    const seconds = (Date.parse(dateTime) - now) / 1000;
    const smallest = dateTime.includes("T") ? "minute" : "day";
    const units = Object.keys(SECONDS).filter((one) => SECONDS[one] >= SECONDS[smallest]);
    const unit = units.find((one) => Math.abs(seconds) >= SECONDS[one]) ?? smallest;
    const format = new Intl.RelativeTimeFormat(document.documentElement.lang, {
      numeric: unit === "day" ? "auto" : "always",
    });
    return format.format(Math.trunc(seconds / SECONDS[unit]), unit);
  }

  function showAges() {
    const now = Date.now();
    for (const time of document.querySelectorAll(".subscribe time, .feeds time")) {
      time.after(`, ${age(time.dateTime, now)}`);
    }
  }

  /** A count as the page writes it: "1 998", "1,998". */
  const { format: number } = new Intl.NumberFormat(document.documentElement.lang);

  /** What stays of a text when letter case and accents are ignored. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** A group with nothing to show goes, with the link to it; the others say how much they show. */
  function showGroup(section) {
    const shown = section.querySelectorAll(".feeds > li:not([hidden])").length;
    const heading = section.querySelector("h2");
    section.hidden = shown === 0;
    heading.querySelector(".count").textContent = number(shown);
    const link = document.querySelector(`.groups a[href="#${heading.id}"]`);
    if (link) link.hidden = section.hidden;
  }

  function offerFilter(box) {
    const input = box.querySelector("input");
    const feeds = Array.from(document.querySelectorAll(".feeds > li"), (item) => ({
      item,
      label: fold(item.querySelector("h3").textContent),
    }));
    const filter = () => {
      const wanted = fold(input.value).split(/\s+/);
      for (const { item, label } of feeds) {
        item.hidden = !wanted.every((word) => label.includes(word));
      }
      for (const section of document.querySelectorAll("section:has(> .feeds)")) showGroup(section);
      const shown = feeds.filter(({ item }) => !item.hidden).length;
      const count = words.found.replace("{shown}", number(shown)).replace("{all}", number(feeds.length));
      box.querySelector("output").textContent = input.value.trim() ? count : "";
    };
    input.addEventListener("input", filter);
    box.hidden = feeds.length < 2;
    filter(); // the browser may have kept what was typed before
  }

  /** Puts the text on the clipboard, else selects it for the person to copy. */
  async function copy(address) {
    try {
      await navigator.clipboard.writeText(address.textContent);
      return true;
    } catch {
      address.classList.add("shown");
      getSelection().selectAllChildren(address);
      return document.execCommand("copy"); // all that there is without HTTPS
    }
  }

  /** A long list leaves the addresses to be made of its links: relative ones, while readers need the site's own. */
  function spellAddress(formats) {
    const address = formats.appendChild(document.createElement("code"));
    address.textContent = words.site + formats.querySelector("a").getAttribute("href");
    return address;
  }

  function offerCopying() {
    const status = document.body.appendChild(document.createElement("p"));
    status.className = "spoken";
    status.setAttribute("role", "status");
    for (const formats of document.querySelectorAll(".formats")) {
      const address = formats.querySelector("code") ?? spellAddress(formats);
      const button = document.createElement("button");
      const show = (label, spoken) => {
        button.textContent = label;
        status.textContent = spoken;
      };
      button.type = "button";
      button.textContent = words.copy;
      button.addEventListener("click", async () => {
        if (!(await copy(address))) return;
        show(words.copied, words.addressCopied);
        setTimeout(show, 2000, words.copy, "");
      });
      address.before(button);
    }
  }

  /** Away from its line, "RSS" says nothing: in a list of links each names its feed as well. */
  function nameButtons() {
    for (const item of document.querySelectorAll(".feeds > li, .subscribe")) {
      const heading = item.closest("header")?.querySelector("h1") ?? item.querySelector("h2, h3");
      for (const button of item.querySelectorAll(".formats :is(a, button)")) {
        button.setAttribute("aria-label", `${button.textContent}, ${heading.textContent}`);
      }
    }
  }

  showAges();
  offerCopying();
  nameButtons();
  const box = document.querySelector(".filter");
  if (box) offerFilter(box);
}
