import path from 'node:path';
import { commitTree, git, mergeBranch, writeTree } from './git.mjs';
import { serveHost } from './serveHost.mjs';

const at = pattern => new RegExp(`^/api/v4/projects/acme/estate${pattern}$`);

function refuse(message, status = 400) {
  throw Object.assign(new Error(message), { status });
}

/** A commit as its API makes it: each action must fit what the branch holds. */
async function commit(dir, { branch, commit_message, actions }) {
  const parent = await git(dir, ['rev-parse', `refs/heads/${branch}`]);
  const listed = await git(dir, ['ls-tree', '-r', '--name-only', parent]);
  const there = new Set(listed.split('\n'));
  const entries = actions.map(({ action, file_path, encoding, content }) => {
    if (there.has(file_path) !== (action !== 'create')) {
      refuse(
        action === 'create'
          ? `A file with this name already exists: ${file_path}`
          : `A file with this name doesn't exist: ${file_path}`,
      );
    }
    return {
      path: file_path,
      content:
        action === 'delete'
          ? undefined
          : Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
    };
  });
  const sha = await commitTree(dir, {
    tree: await writeTree(dir, parent, entries),
    parents: [parent],
    message: commit_message,
  });
  await git(dir, ['update-ref', `refs/heads/${branch}`, sha, parent]);
  return { id: sha };
}

async function treeOf(dir, ref) {
  const lines = await git(dir, ['ls-tree', '-r', ref]);
  return lines.split('\n').map(line => {
    const [, type, id, file] = /^\d+ (\w+) (\w+)\t(.*)$/.exec(line);
    return { id, type, path: file, name: file.split('/').at(-1) };
  });
}

/** What is asked to open a merge request, by method and path. */
function routes(dir, requests, urlOf) {
  const show = request => ({
    iid: request.iid,
    state: request.merged ? 'merged' : 'opened',
    source_branch: request.source_branch,
    target_branch: request.target_branch,
    web_url: urlOf(request.iid),
  });
  const showBranch = async name => ({
    name,
    web_url: `${urlOf(0)}/tree/${name}`,
    commit: { id: await git(dir, ['rev-parse', `refs/heads/${name}`]) },
  });
  return [
    ['GET', at(''), () => ({ default_branch: 'main' })],
    ['GET', at('/repository/branches/(.+)'), ([name]) => showBranch(name)],
    [
      'POST',
      at('/repository/branches'),
      async (_, { body, query }) => {
        const [name, ref] = ['branch', 'ref'].map(
          key => body[key] ?? query.get(key),
        );
        const target = `refs/heads/${name}`;
        await git(dir, ['rev-parse', '--verify', target]).then(
          () => refuse('Branch already exists'),
          () => git(dir, ['update-ref', target, ref]),
        );
        return showBranch(name);
      },
    ],
    [
      'GET',
      at('/repository/tree'),
      (_, { query }) => treeOf(dir, query.get('ref') ?? 'main'),
    ],
    ['POST', at('/repository/commits'), (_, { body }) => commit(dir, body)],
    [
      'GET',
      at('/merge_requests'),
      (_, { query }) =>
        requests
          .filter(
            each =>
              !each.merged && each.source_branch === query.get('source_branch'),
          )
          .map(show),
    ],
    [
      'GET',
      at(String.raw`/merge_requests/(\d+)`),
      ([iid]) => show(requests[iid - 1]),
    ],
    [
      'POST',
      at('/merge_requests'),
      (_, { body }) => {
        const request = { ...body, iid: requests.length + 1 };
        requests.push(request);
        return show(request);
      },
    ],
  ];
}

/**
 * As much of GitLab as a portal needs to propose by merge request, in front of the sandbox's Git server; pages, differences
 * and merging as those of the GitHub beside it.
 */
export async function startGitLab({ dir, gitUrl, port = 0 }) {
  const requests = [];
  const repository = path.join(dir, 'estate.git');
  const urlOf = iid => `${server.url}/acme/estate/-/merge_requests/${iid}`;

  const reviewOf = request => {
    const { source_branch: branch, target_branch: base, title } = request;
    return {
      title,
      body: request.description,
      difference: () => git(repository, ['diff', `${base}...${branch}`]),
      merge: async () => {
        const sha = await mergeBranch(repository, { base, branch, title });
        Object.assign(request, { merged: true });
        return { state: 'merged', sha };
      },
    };
  };

  const server = await serveHost({
    gitUrl,
    port,
    host: {
      routes: routes(repository, requests, urlOf),
      reviewAt(place) {
        const [, iid, what] =
          /^\/acme\/estate\/-\/merge_requests\/(\d+)(\.diff|\/merge)?$/.exec(
            place,
          ) ?? [];
        const request = requests[Number(iid) - 1];
        return request && { review: reviewOf(request), what };
      },
    },
  });
  const { name, url, close } = server;
  return {
    url,
    close,
    integrations: {
      gitlab: [
        {
          host: name,
          baseUrl: url,
          apiBaseUrl: `${url}/api/v4`,
          token: 'sandbox',
        },
      ],
    },
  };
}
