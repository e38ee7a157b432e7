import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Real bare repositories over smart HTTP on loopback, by the `git` command of this machine. For tests.
 *
 * @public
 */
export class GitHttpServer {
  readonly #root: string;
  readonly #server: Server;
  readonly #password: string | undefined;
  readonly #answers = new Map<string, { state: string; output: Buffer }>();
  /** Paths of all requests so far. */
  readonly requests: string[] = [];
  /** Runs before a push is handed to Git, to provoke races. */
  beforePush: (() => Promise<void>) | undefined;
  /** Breaks the connection of the next requests whose path ends so: before Git hears of them, or once it has done them. */
  breaks: Array<{ path: string; when: 'before' | 'after' }> = [];
  /** Whether it knows no protocol but the oldest. */
  isOld = false;
  /** Holds back every answer until it resolves. */
  hold: Promise<void> | undefined;

  private constructor(root: string, password: string | undefined) {
    this.#root = root;
    this.#password = password;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** Serves the folder `root`; with a password, only to who names it. */
  static async start(options: {
    root: string;
    password?: string;
  }): Promise<GitHttpServer> {
    const server = new GitHttpServer(options.root, options.password);
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  /** Creates an empty repository that accepts pushes, and returns its clone URL. */
  async createRepository(name: string): Promise<string> {
    const path = this.pathOf(name);
    await mkdir(path, { recursive: true });
    await run('git', ['init', '--bare', '-q', '-b', 'main', path]);
    for (const key of ['http.receivepack', 'uploadpack.allowFilter']) {
      await run('git', ['-C', path, 'config', key, 'true']);
    }
    return this.urlOf(name);
  }

  pathOf(name: string): string {
    return join(this.#root, `${name}.git`);
  }

  urlOf(name: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${name}.git`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    this.requests.push(`${request.method} ${url.pathname}`);
    await this.hold;
    const broken = this.#nextBreak(url.pathname);
    if (broken === 'before') {
      request.socket.destroy();
      return;
    }
    if (!this.#admits(request)) {
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end('no');
      return;
    }
    if (url.pathname.endsWith('/git-receive-pack')) {
      const hook = this.beforePush;
      this.beforePush = undefined;
      await hook?.();
    }
    const output = await this.#advertised(request, url);
    if (broken === 'after') {
      request.socket.destroy();
      return;
    }
    answer(response, output);
  }

  /** What Git answers. Who polls is told of the same branches many times a second, and to start Git is dear. */
  async #advertised(request: IncomingMessage, url: URL): Promise<Buffer> {
    if (!url.pathname.endsWith('/info/refs')) {
      return this.#asked(request, url);
    }
    const path = join(this.#root, url.pathname.slice(0, -'/info/refs'.length));
    const state = await branchesIn(path);
    const key = `${url.href} ${request.headers['git-protocol']}`;
    const known = this.#answers.get(key);
    if (known && state !== undefined && known.state === state) {
      return known.output;
    }
    const output = await this.#asked(request, url);
    if (state !== undefined && state === (await branchesIn(path))) {
      this.#answers.set(key, { state, output });
    }
    return output;
  }

  async #asked(request: IncomingMessage, url: URL): Promise<Buffer> {
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: this.#root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        REMOTE_USER: 'test',
        GIT_PROTOCOL: this.isOld
          ? ''
          : String(request.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(backend.stdin);
    // Who breaks off in the middle of a push leaves Git waiting for the rest, for ever.
    request.once('close', () => backend.stdin.end());
    backend.stdin.on('error', () => {});
    const chunks: Buffer[] = [];
    for await (const chunk of backend.stdout) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  #nextBreak(path: string): 'before' | 'after' | undefined {
    const at = this.breaks.findIndex(each => path.endsWith(each.path));
    return at < 0 ? undefined : this.breaks.splice(at, 1)[0].when;
  }

  #admits(request: IncomingMessage): boolean {
    if (this.#password === undefined) {
      return true;
    }
    const [, pair = ''] = request.headers.authorization?.split(' ') ?? [];
    const [, password] = Buffer.from(pair, 'base64').toString().split(':');
    return password === this.#password;
  }
}

/** All that Git looks at to say which branches a repository has; undefined where that can't be read. */
async function branchesIn(path: string): Promise<string | undefined> {
  try {
    const refs = await readdir(join(path, 'refs'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = [
      ...['HEAD', 'config'].map(name => join(path, name)),
      ...refs
        .filter(each => each.isFile())
        .map(each => join(each.parentPath, each.name))
        .sort(),
    ];
    const texts = await Promise.all(files.map(each => readFile(each, 'utf8')));
    const packed = await readFile(join(path, 'packed-refs'), 'utf8').catch(
      () => '',
    );
    return JSON.stringify([files, texts, packed]);
  } catch {
    return undefined;
  }
}

/** Turns a CGI answer into an HTTP one. */
function answer(response: ServerResponse, output: Buffer): void {
  const end = output.indexOf('\r\n\r\n');
  let status = 200;
  for (const line of output.subarray(0, end).toString().split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name === 'Status') {
      status = Number.parseInt(value, 10);
    } else {
      response.setHeader(name, value);
    }
  }
  response.writeHead(status).end(output.subarray(end + 4));
}
