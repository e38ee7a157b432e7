import { runGit } from './runGit';

/** A read-only page for what the portal links to: the history, one commit, or one file of a branch. Undefined if there is no such thing. */
export async function gitPage(
  folder: string,
  name: string,
  path: string,
): Promise<string | undefined> {
  const [, view, ref, file] =
    /^(?:(commit|blob|tree)\/([A-Za-z0-9][\w.-]*)(?:\/(.+))?)?$/.exec(path) ??
    [];
  if (path && !view) {
    return undefined;
  }
  const show = (...args: string[]) =>
    runGit(folder, args).then(
      out => out.toString('utf8'),
      () => undefined,
    );
  if (view === 'commit') {
    const text = /^[0-9a-f]{4,40}$/.test(ref)
      ? await show('show', '--stat', '--patch', '--format=fuller', ref)
      : undefined;
    return text && page(`Commit ${ref.slice(0, 12)} of ${name}`, diff(text));
  }
  if (view === 'blob') {
    const text = file && (await show('cat-file', 'blob', `${ref}:${file}`));
    return text === undefined
      ? undefined
      : page(`${file} at ${ref} of ${name}`, escape(text ?? ''));
  }
  const text = await show(
    'log',
    '-50',
    '--format=%H %as %an: %s',
    ref ?? 'main',
    '--',
    ...(file ? [file] : []),
  );
  return (
    text &&
    page(
      name,
      escape(text).replace(
        /^[0-9a-f]{40}/gm,
        sha => `<a href="/${name}/commit/${sha}">${sha.slice(0, 12)}</a>`,
      ),
    )
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}

function diff(text: string): string {
  return escape(text)
    .replace(/^\+.*$/gm, '<ins>$&</ins>')
    .replace(/^-.*$/gm, '<del>$&</del>');
}

function page(title: string, body: string): string {
  const style =
    'body{font:15px system-ui;margin:2rem;max-width:72rem}pre{white-space:pre-wrap}ins{color:#137333;text-decoration:none}del{color:#b3261e;text-decoration:none}';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(
    title,
  )}</title><style>${style}</style><main><h1>${escape(
    title,
  )}</h1><pre>${body}</pre></main></html>\n`;
}
