import { createHash } from 'node:crypto';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

const api = 'https://api.github.com/repos/:owner/:repo';

interface PullRequest {
  number: number;
  head: string;
  base: string;
  title: string;
  body: string;
  /** Name of the repository. */
  repo: string;
}

interface TreeEntry {
  path: string;
  sha?: string | null;
  content?: string;
}

type Files = Record<string, string | undefined>;

/** As much of GitHub as opening a pull request needs, with the files that each branch changes. */
export class FakeGitHub {
  readonly pullRequests: PullRequest[] = [];
  /** Commits by repository and branch. */
  readonly branches = new Map<string, string>();
  /** Called before a pull request is opened, and when it has been. */
  onOpen: (when: 'before' | 'after') => Promise<void> = async () => {};
  readonly #blobs = new Map<string, string>();
  readonly #trees = new Map<string, Files>();
  readonly #commits = new Map<string, string>();

  readonly #server = setupServer(
    http.get(api, ({ params }) =>
      HttpResponse.json({
        name: params.repo,
        default_branch: 'main',
        permissions: { push: true },
      }),
    ),
    http.get(`${api}/commits`, () =>
      HttpResponse.json([{ sha: 'base', commit: { tree: { sha: 'empty' } } }]),
    ),
    http.head(`${api}/contents/:path*`, () => new HttpResponse()),
    http.post(`${api}/git/blobs`, async ({ request }) => {
      const { content } = (await request.json()) as { content: string };
      const sha = shaOf(content);
      this.#blobs.set(sha, Buffer.from(content, 'base64').toString());
      return HttpResponse.json({ sha }, { status: 201 });
    }),
    http.post(`${api}/git/trees`, async ({ request }) => {
      const { tree } = (await request.json()) as { tree: TreeEntry[] };
      const files: Files = Object.fromEntries(
        tree.map(({ path, sha, content }) => [
          path,
          sha ? this.#blobs.get(sha) : content,
        ]),
      );
      const sha = shaOf(JSON.stringify(files));
      this.#trees.set(sha, files);
      return HttpResponse.json({ sha }, { status: 201 });
    }),
    http.post(`${api}/git/commits`, async ({ request }) => {
      const { tree } = (await request.json()) as { tree: string };
      const sha = shaOf(`${tree}${this.#commits.size}`);
      this.#commits.set(sha, tree);
      return HttpResponse.json({ sha }, { status: 201 });
    }),
    http.post('https://api.github.com/graphql', async ({ request }) => {
      const { variables } = (await request.json()) as {
        variables: { repo: string; head: string };
      };
      const open = this.pullRequests.find(
        ({ repo, head }) =>
          repo === variables.repo && head.endsWith(`:${variables.head}`),
      );
      const edges = open
        ? [{ node: { id: 'x', number: open.number, url: urlOf(open) } }]
        : [];
      return HttpResponse.json({
        data: {
          repository: {
            ref: this.branches.has(`${variables.repo} ${variables.head}`)
              ? { associatedPullRequests: { edges } }
              : null,
          },
        },
      });
    }),
    http.post(`${api}/git/refs`, async ({ request, params }) => {
      const { ref, sha } = (await request.json()) as Record<string, string>;
      this.branches.set(
        `${params.repo} ${ref.replace('refs/heads/', '')}`,
        sha,
      );
      return HttpResponse.json({ ref }, { status: 201 });
    }),
    http.patch(`${api}/git/refs/*`, async ({ request, params }) => {
      const { sha } = (await request.json()) as Record<string, string>;
      const [, branch] = decodeURIComponent(request.url).split('/refs/heads/');
      this.branches.set(`${params.repo} ${branch}`, sha);
      return HttpResponse.json({ ref: branch });
    }),
    http.post(`${api}/pulls`, async ({ request, params }) => {
      const asked = (await request.json()) as Omit<
        PullRequest,
        'number' | 'repo'
      >;
      await this.onOpen('before');
      const opened = {
        ...asked,
        repo: String(params.repo),
        number: this.pullRequests.length + 1,
      };
      this.pullRequests.push(opened);
      await this.onOpen('after');
      return HttpResponse.json(answerOf(opened), { status: 201 });
    }),
    http.patch(`${api}/pulls/:number`, ({ params }) => {
      const opened = this.pullRequests[Number(params.number) - 1];
      return HttpResponse.json(answerOf(opened));
    }),
  );

  /** Plays GitHub until it is stopped; what goes to this machine goes on. */
  start(): void {
    this.#server.listen({
      onUnhandledRequest(request, print) {
        const { hostname } = new URL(request.url);
        if (!['127.0.0.1', 'localhost'].includes(hostname)) {
          print.error();
        }
      },
    });
  }

  stop(): void {
    this.#server.close();
  }

  /** The files that a branch changes; undefined for those that it deletes. */
  filesOf(branch: string, repo = 'estate'): Files {
    const commit = this.branches.get(`${repo} ${branch}`);
    const tree = this.#commits.get(commit ?? '') ?? '';
    return this.#trees.get(tree) ?? {};
  }
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function urlOf({ repo, number }: PullRequest): string {
  return `https://github.com/acme/${repo}/pull/${number}`;
}

function answerOf(opened: PullRequest) {
  const { number, base } = opened;
  return { number, html_url: urlOf(opened), base: { ref: base } };
}
