import path from 'node:path';
import { commitTree, git, mergeBranch, writeTree } from './git.mjs';
import { serveHost } from './serveHost.mjs';

const REPOSITORY = String.raw`^/api/v3/repos/acme/estate`;
const at = pattern => new RegExp(`${REPOSITORY}${pattern}$`);

/** A pull request names the owner of its branch, or does not. */
const branchOf = pull => pull.head.replace(/^[^:]*:/, '');

/** What octokit and the portal ask to open a pull request, by method and path below a repository. */
function routes(dir, pulls, urlOf) {
  const stateOf = ({ merged, state }) =>
    merged || state === 'closed' ? 'closed' : 'open';
  const answerOf = pull => ({
    number: pull.number,
    html_url: urlOf(pull.number),
    base: { ref: pull.base },
    head: { ref: branchOf(pull) },
    state: stateOf(pull),
  });
  const setRef = async (branch, sha) => {
    await git(dir, ['update-ref', `refs/heads/${branch}`, sha]);
    return { ref: `refs/heads/${branch}`, object: { sha } };
  };
  return [
    [
      'GET',
      at(String.raw``),
      () => ({ default_branch: 'main', permissions: { push: true } }),
    ],
    [
      'GET',
      at(String.raw`/commits`),
      async (_, { query }) => {
        const sha = await git(dir, ['rev-parse', query.get('sha') ?? 'main']);
        const tree = await git(dir, ['rev-parse', `${sha}^{tree}`]);
        return [{ sha, commit: { tree: { sha: tree } } }];
      },
    ],
    [
      'HEAD',
      at(String.raw`/contents/(.+)`),
      async ([file], { query }) => {
        await git(dir, ['cat-file', '-e', `${query.get('ref')}:${file}`]);
        return {};
      },
    ],
    [
      'POST',
      at(String.raw`/git/blobs`),
      async (_, { body }) => ({
        sha: await git(dir, ['hash-object', '-w', '--stdin'], {
          input: Buffer.from(body.content, body.encoding ?? 'utf8'),
        }),
      }),
    ],
    [
      'POST',
      at(String.raw`/git/trees`),
      async (_, { body }) => ({
        sha: await writeTree(dir, body.base_tree, body.tree),
      }),
    ],
    [
      'POST',
      at(String.raw`/git/commits`),
      async (_, { body }) => ({
        sha: await commitTree(dir, body),
      }),
    ],
    [
      'POST',
      at(String.raw`/git/refs`),
      (_, { body }) => setRef(body.ref.replace('refs/heads/', ''), body.sha),
    ],
    [
      'PATCH',
      at(String.raw`/git/refs/heads/(.+)`),
      ([branch], { body }) => setRef(branch, body.sha),
    ],
    [
      'POST',
      at(String.raw`/pulls`),
      (_, { body }) => {
        const pull = { ...body, number: pulls.length + 1 };
        pulls.push(pull);
        return answerOf(pull);
      },
    ],
    [
      'GET',
      at(String.raw`/pulls`),
      (_, { query }) =>
        pulls
          .filter(
            pull =>
              stateOf(pull) === query.get('state') &&
              `acme:${branchOf(pull)}` === query.get('head'),
          )
          .map(answerOf),
    ],
    [
      'GET',
      at(String.raw`/pulls/(\d+)`),
      ([number]) => ({
        ...answerOf(pulls[number - 1]),
        merged: pulls[number - 1].merged === true,
      }),
    ],
    [
      'PATCH',
      at(String.raw`/pulls/(\d+)`),
      ([number], { body }) =>
        answerOf(Object.assign(pulls[Number(number) - 1], body)),
    ],
  ];
}

/**
 * As much of GitHub as a portal needs to propose by pull request, in front of the sandbox's Git server, for people and
 * tests on this machine: what is proposed are real branches of the repository. The page of a pull request shows it, `.diff`
 * behind its address the difference alone, and a POST to `/merge` below it merges.
 */
export async function startGitHub({ dir, gitUrl, port = 0 }) {
  const pulls = [];
  const repository = path.join(dir, 'estate.git');
  const urlOf = number => `${server.url}/acme/estate/pull/${number}`;

  async function askedOf(branch) {
    const [number] = pulls
      .filter(pull => !pull.merged && branchOf(pull) === branch)
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

  const reviewOf = pull => ({
    title: pull.title,
    body: pull.body,
    difference: () =>
      git(repository, ['diff', `${pull.base}...${branchOf(pull)}`]),
    merge: async () => {
      const { base, title } = pull;
      const branch = branchOf(pull);
      const sha = await mergeBranch(repository, { base, branch, title });
      Object.assign(pull, { merged: true });
      return { merged: true, sha };
    },
  });

  const server = await serveHost({
    gitUrl,
    port,
    host: {
      routes: [
        ['POST', /\/graphql$/, (_, { body }) => askedOf(body.variables.head)],
        ...routes(repository, pulls, urlOf),
      ],
      reviewAt(place) {
        const [, number, what] =
          /^\/acme\/estate\/pull\/(\d+)(\.diff|\/merge)?$/.exec(place) ?? [];
        const pull = pulls[Number(number) - 1];
        return pull && { review: reviewOf(pull), what };
      },
    },
  });
  const { name, url, close } = server;
  return {
    url,
    close,
    integrations: {
      github: [{ host: name, apiBaseUrl: `${url}/api/v3`, token: 'sandbox' }],
    },
  };
}
