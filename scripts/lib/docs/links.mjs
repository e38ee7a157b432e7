import fs from 'node:fs';
import path from 'node:path';
import { isPicture } from '../pictures.mjs';

/** Pages below this folder are on GitHub and on the documentation site, which holds nothing else. */
const SITE = 'docs';

/**
 * What is wrong with the links of pages, one line each: a file or heading that is not there, and on pages of the site a link
 * that leaves its folder, which is dead once the site is built.
 *
 * @param pages - by their paths from the root
 * @param root - the checkout
 * @param repository - where it can be looked at; links to it are followed in the checkout
 */
export function* wrongLinks(pages, { root, repository }) {
  const headings = headingsOf(root);
  for (const page of pages) {
    const onSite = isOnSite(page);
    for (const target of linksOf(
      fs.readFileSync(path.join(root, page), 'utf8'),
    )) {
      const [address, heading] = target.split('#');
      const ours = ownFile(address, repository);
      if (!ours && /^([a-z]+:|\/\/)/i.test(address)) {
        continue;
      }
      const file = ours
        ? ours.file
        : path.posix.join(
            path.posix.dirname(page),
            address || path.posix.basename(page),
          );
      if (!ours && (address.startsWith('/') || file.startsWith('..'))) {
        yield `${page} links to ${target}, which is outside of this repository`;
      } else if (!ours && onSite && !isOnSite(file)) {
        yield `${page} links to ${target}, which the documentation site does not have: link to ${repository}/blob/main/${file}`;
      } else if (isPicture(file)) {
        continue;
      } else if (!fs.existsSync(path.join(root, file))) {
        yield `${page} links to ${file}, which is not there`;
      } else if (ours && ours.kind !== kindOf(path.join(root, file))) {
        yield `${page} links to ${target}, where GitHub has /${kindOf(
          path.join(root, file),
        )}/`;
      } else if (!ours && onSite && kindOf(path.join(root, file)) === 'tree') {
        yield `${page} links to the folder ${target}, which is no page of the documentation site`;
      } else if (heading && file.endsWith('.md')) {
        const { gitHub, site } = headings(file);
        if (!gitHub.has(heading)) {
          yield `${page} links to ${file}#${heading}, a heading that is not there`;
        } else if (onSite && isOnSite(file) && !site.has(heading)) {
          yield `${page} links to ${file}#${heading}, which is called otherwise on the documentation site: have no two hyphens in a row there`;
        }
      }
    }
  }
}

/** Pages that the navigation of the site lacks, and entries without a page. */
export function* wrongNavigation(pages, nav) {
  const listed = nav.flatMap(each => Object.values(each));
  const all = pages.filter(isOnSite).map(page => page.slice(SITE.length + 1));
  for (const page of all) {
    if (!listed.includes(page)) {
      yield `mkdocs.yml does not list ${page} under nav`;
    }
  }
  for (const page of listed) {
    if (!all.includes(page)) {
      yield `mkdocs.yml lists ${page} under nav, which is not there`;
    }
  }
}

const isOnSite = file => file.startsWith(`${SITE}/`);

function kindOf(place) {
  return fs.statSync(place).isDirectory() ? 'tree' : 'blob';
}

/** A file of this repository that is linked to where everybody can look at it. */
function ownFile(address, repository) {
  if (!address.startsWith(`${repository}/`)) {
    return undefined;
  }
  const [kind, , ...rest] = address.slice(repository.length + 1).split('/');
  return kind === 'blob' || kind === 'tree'
    ? { kind, file: rest.join('/') }
    : undefined;
}

/** Code holds no links. */
function withoutCode(text) {
  return text
    .replace(/^( *)(```+)[\s\S]*?^\1\2 *$/gm, '')
    .replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, code => code.replace(/[[\]()#]/g, ''));
}

function linksOf(text) {
  const prose = withoutCode(text);
  return [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...prose.matchAll(/^ *\[[^\]]+\]: *<?([^\s>]+)/gm),
    ...prose.matchAll(/<(?:a|img)\s[^>]*?(?:href|src)="([^"]+)"/g),
  ].map(([, target]) => target);
}

/** The names of headings of a page, as GitHub and as Python-Markdown make them. */
function headingsOf(root) {
  const known = new Map();
  return file => {
    if (!known.has(file)) {
      const text = fs
        .readFileSync(path.join(root, file), 'utf8')
        .replace(/^( *)(```+)[\s\S]*?^\1\2 *$/gm, '');
      const titles = [...text.matchAll(/^#{1,6} +(.+?) *#* *$/gm)].map(
        ([, title]) =>
          title.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, ''),
      );
      known.set(file, {
        gitHub: named(titles, forGitHub, '-'),
        site: named(titles, forSite, '_'),
      });
    }
    return known.get(file);
  };
}

function named(titles, slug, before) {
  const names = new Set();
  for (const title of titles) {
    const name = slug(title);
    let unique = name;
    for (let count = 1; names.has(unique); count += 1) {
      unique = `${name}${before}${count}`;
    }
    names.add(unique);
  }
  return names;
}

const forGitHub = title =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');

const forSite = title =>
  title
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
