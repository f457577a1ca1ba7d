// Reads feeds for reading.py: node read.cjs PACKAGE FILE prints an array of items as JSON.
const { readFileSync } = require("node:fs");

const [, , name, file] = process.argv;
const document = readFileSync(file, "utf8");

const readers = {
  feedsmith: async ({ parseFeed }) => {
    const { format, feed } = parseFeed(document);
    const alternate = (links) => links.find((link) => !link.rel || link.rel === "alternate").href;
    return {
      rss: () =>
        (feed.items ?? []).map((item) => ({
          id: item.guid.value,
          title: item.title,
          link: item.link,
          published: item.pubDate,
          categories: (item.categories ?? []).map((category) => category.name),
        })),
      atom: () =>
        (feed.entries ?? []).map((entry) => ({
          id: entry.id,
          title: entry.title.value,
          link: alternate(entry.links),
          published: entry.published,
          categories: (entry.categories ?? []).map((category) => category.term),
        })),
      json: () =>
        (feed.items ?? []).map((item) => ({
          id: item.id,
          title: item.title,
          link: item.url,
          published: item.date_published,
          categories: item.tags ?? [],
        })),
    }[format]();
  },
  "rss-parser": async (Parser) => {
    const { items } = await new Parser().parseString(document);
    return items.map((item) => ({
      id: item.guid ?? item.id,
      title: item.title,
      link: item.link,
      published: item.isoDate,
      categories: item.categories, // of RSS alone
    }));
  },
};

readers[name](require(name)).then((items) => console.log(JSON.stringify(items)));
