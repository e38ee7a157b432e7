import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

/** Runs git in a bare repository; answers what it printed. */
function git(dir, args, { input, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--git-dir', dir, ...args],
      {
        env: {
          ...process.env,
          ...Object.fromEntries(
            ['AUTHOR', 'COMMITTER'].flatMap(who => [
              [`GIT_${who}_NAME`, 'Portal'],
              [`GIT_${who}_EMAIL`, 'portal@localhost'],
            ]),
          ),
          ...env,
        },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) =>
        error
          ? reject(new Error(stderr || error.message))
          : resolve(stdout.trim()),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

/** A tree with some files of another one replaced, or taken away where they have no `sha`. */
async function writeTree(dir, base, entries) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-index-'));
  try {
    const env = { GIT_INDEX_FILE: path.join(folder, 'index') };
    await git(dir, ['read-tree', base], { env });
    const lines = await Promise.all(
      entries.map(async ({ path: file, mode, sha, content }) => {
        const blob =
          sha ??
          (content === undefined
            ? undefined
            : await git(dir, ['hash-object', '-w', '--stdin'], {
                input: content,
              }));
        return blob
          ? `${mode ?? '100644'} ${blob}\t${file}`
          : `0 ${'0'.repeat(40)}\t${file}`;
      }),
    );
    await git(dir, ['update-index', '--index-info'], {
      env,
      input: `${lines.join('\n')}\n`,
    });
    return await git(dir, ['write-tree'], { env });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What octokit asks to open a pull request, by method and path below a repository. */
function routes(dir, pulls, urlOf) {
  const answerOf = pull => ({
    number: pull.number,
    html_url: urlOf(pull.number),
    base: { ref: pull.base },
  });
  const setRef = async (branch, sha) => {
    await git(dir, ['update-ref', `refs/heads/${branch}`, sha]);
    return { ref: `refs/heads/${branch}`, object: { sha } };
  };
  return [
    [
      'GET',
      /^$/,
      () => ({ default_branch: 'main', permissions: { push: true } }),
    ],
    [
      'GET',
      /^\/commits$/,
      async (_, { query }) => {
        const sha = await git(dir, ['rev-parse', query.get('sha') ?? 'main']);
        const tree = await git(dir, ['rev-parse', `${sha}^{tree}`]);
        return [{ sha, commit: { tree: { sha: tree } } }];
      },
    ],
    [
      'HEAD',
      /^\/contents\/(.+)$/,
      async ([file], { query }) => {
        await git(dir, ['cat-file', '-e', `${query.get('ref')}:${file}`]);
        return {};
      },
    ],
    [
      'POST',
      /^\/git\/blobs$/,
      async (_, { body }) => ({
        sha: await git(dir, ['hash-object', '-w', '--stdin'], {
          input: Buffer.from(body.content, body.encoding ?? 'utf8'),
        }),
      }),
    ],
    [
      'POST',
      /^\/git\/trees$/,
      async (_, { body }) => ({
        sha: await writeTree(dir, body.base_tree, body.tree),
      }),
    ],
    [
      'POST',
      /^\/git\/commits$/,
      async (_, { body }) => ({
        sha: await git(dir, [
          'commit-tree',
          body.tree,
          ...body.parents.flatMap(parent => ['-p', parent]),
          '-m',
          body.message,
        ]),
      }),
    ],
    [
      'POST',
      /^\/git\/refs$/,
      (_, { body }) => setRef(body.ref.replace('refs/heads/', ''), body.sha),
    ],
    [
      'PATCH',
      /^\/git\/refs\/heads\/(.+)$/,
      ([branch], { body }) => setRef(branch, body.sha),
    ],
    [
      'POST',
      /^\/pulls$/,
      (_, { body }) => {
        const pull = { ...body, number: pulls.length + 1 };
        pulls.push(pull);
        return answerOf(pull);
      },
    ],
    [
      'PATCH',
      /^\/pulls\/(\d+)$/,
      ([number], { body }) =>
        answerOf(Object.assign(pulls[Number(number) - 1], body)),
    ],
  ];
}

async function bodyOf(req) {
  let text = '';
  for await (const chunk of req) {
    text += chunk;
  }
  return text ? JSON.parse(text) : {};
}

function escaped(text) {
  return String(text).replace(
    /[&<>]/g,
    sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' }[sign]),
  );
}

/**
 * As much of GitHub as a portal needs to propose by pull request, in front of the sandbox's Git server, for people and
 * tests on this machine: what is proposed are real branches of the repository. The page of a pull request shows it, `.diff`
 * behind its address the difference alone, and a POST to `/merge` below it merges.
 */
export async function startGitHub({ dir, gitUrl, port = 0 }) {
  const pulls = [];
  const repository = path.join(dir, 'estate.git');
  let base;
  const urlOf = number => `${base}/acme/estate/pull/${number}`;
  const known = routes(repository, pulls, urlOf);

  async function askedOf(branch) {
    const [number] = pulls
      .filter(({ head, merged }) => !merged && head.endsWith(`:${branch}`))
      .map(pull => pull.number);
    const ref = await git(repository, [
      'rev-parse',
      `refs/heads/${branch}`,
    ]).catch(() => undefined);
    const edges = number
      ? [{ node: { id: 'x', number, url: urlOf(number) } }]
      : [];
    return {
      data: {
        repository: { ref: ref ? { associatedPullRequests: { edges } } : null },
      },
    };
  }

  async function merge(pull) {
    const branch = pull.head.replace(/^[^:]*:/, '');
    const tree = await git(repository, [
      'merge-tree',
      '--write-tree',
      pull.base,
      branch,
    ]);
    const sha = await git(repository, [
      'commit-tree',
      tree,
      '-p',
      pull.base,
      '-p',
      branch,
      '-m',
      `Merge: ${pull.title}`,
    ]);
    await git(repository, ['update-ref', `refs/heads/${pull.base}`, sha]);
    Object.assign(pull, { merged: true });
    return { merged: true, sha };
  }

  async function differenceOf(pull) {
    const branch = pull.head.replace(/^[^:]*:/, '');
    return git(repository, ['diff', `${pull.base}...${branch}`]);
  }

  async function pageOf(pull) {
    return `<!doctype html><title>${escaped(pull.title)}</title><h1>${escaped(
      pull.title,
    )}</h1><pre>${escaped(pull.body)}</pre><pre>${escaped(
      await differenceOf(pull),
    )}</pre>`;
  }

  async function answer(req, res) {
    const url = new URL(req.url, base);
    const send = (status, value, type = 'application/json') =>
      res
        .writeHead(status, { 'content-type': `${type}; charset=utf-8` })
        .end(type === 'application/json' ? JSON.stringify(value) : value);
    const place = decodeURIComponent(url.pathname);
    if (place.endsWith('/graphql')) {
      return send(200, await askedOf((await bodyOf(req)).variables.head));
    }
    const [, number, what] =
      /^\/acme\/estate\/pull\/(\d+)(\.diff|\/merge)?$/.exec(place) ?? [];
    const pull = pulls[Number(number) - 1];
    if (pull && what === '/merge' && req.method === 'POST') {
      return send(200, await merge(pull));
    }
    if (pull && what === '.diff') {
      return send(200, await differenceOf(pull), 'text/plain');
    }
    if (pull) {
      return send(200, await pageOf(pull), 'text/html');
    }
    const [, rest] = /^\/api\/v3\/repos\/acme\/estate(.*)$/.exec(place) ?? [];
    for (const [method, pattern, work] of known) {
      const [, ...parts] = pattern.exec(rest ?? '/') ?? [];
      if (method === req.method && rest !== undefined && pattern.test(rest)) {
        const body = /^(POST|PATCH)$/.test(method) ? await bodyOf(req) : {};
        const value = await work(parts, { body, query: url.searchParams });
        return send(method === 'POST' ? 201 : 200, value);
      }
    }
    return send(404, { message: 'Not Found' });
  }

  /** Git's own requests go to the sandbox, whose repositories have no owner. */
  function pass(req, res) {
    const target = http.request(
      `${gitUrl}${req.url.replace(/^\/acme/, '')}`,
      {
        method: req.method,
        headers: { ...req.headers, host: new URL(gitUrl).host },
      },
      from => {
        res.writeHead(from.statusCode, from.headers);
        from.pipe(res);
      },
    );
    target.on('error', () => res.destroy());
    req.pipe(target);
  }

  const server = http.createServer((req, res) => {
    if (/^\/acme\/estate\.git(\/|$)/.test(req.url)) {
      pass(req, res);
      return;
    }
    answer(req, res).catch(error => {
      res.writeHead(404, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ message: error.message }));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${server.address().port}`;
  base = `http://${host}`;
  return {
    url: base,
    /** What a portal has in its configuration to propose there. */
    config: {
      integrations: {
        github: [{ host, apiBaseUrl: `${base}/api/v3`, token: 'sandbox' }],
      },
      tenancy: {
        publish: 'pullRequest',
        repository: { url: `${base}/acme/estate.git`, branch: 'main' },
      },
    },
    close: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
