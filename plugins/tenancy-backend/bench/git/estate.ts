import {
  defaultLayout,
  parsePlatform,
  parseRequest,
  render,
  type Request,
  requestFile,
  type TenantRequest,
} from '@groundwork/engine';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tenancyConfig } from '../../src/__testUtils__/startPortal';

/** Stands for the name of a tenant. */
const NAME = 'team-of-many';
const API_VERSION = 'tenancy.groundwork.dev/v1';
const ENVIRONMENTS = ['dev', 'staging', 'prod'];

interface File {
  path: string;
  content: string;
}

/** The files of a tenant that asks for two workloads, a route, a secret and an application. */
export function renderedTenant(): File[] {
  const { git: _, ...config } = tenancyConfig;
  const [first] = config.environments;
  const platform = parsePlatform({
    ...config,
    environments: ENVIRONMENTS.map(name => ({
      ...first,
      name,
      cluster: name,
      argocd: { ...first.argocd, cluster: 'hub', destination: { name } },
      domains: [`${name}.example.com`],
      gateways: [
        {
          name: 'external',
          namespace: 'gateways',
          listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
        },
      ],
    })),
  });
  const ask = (kind: string, name: string, spec: object): Request =>
    parseRequest({
      apiVersion: API_VERSION,
      kind,
      metadata: kind === 'Tenant' ? { name } : { name, tenant: NAME },
      spec,
    });
  const tenant = ask('Tenant', NAME, {
    owner: `group:default/${NAME}`,
    environments: ENVIRONMENTS,
    tier: 'small',
    repositories: [`https://git.example.com/${NAME}/shop.git`],
  }) as TenantRequest;
  const others = [
    ...['shop', 'worker'].map(name =>
      ask('Workload', name, {
        image: `registry.example.com/${name}:1.4.2`,
        ports: [{ name: 'http', port: 8080 }],
        replicas: 2,
        resources: {
          requests: { cpu: '100m', memory: '128Mi', ephemeralStorage: '64Mi' },
          limits: { cpu: '1', memory: '256Mi', ephemeralStorage: '128Mi' },
        },
      }),
    ),
    ask('Route', 'shop', {
      protocol: 'HTTP',
      parents: [{ gateway: 'external', listener: 'http' }],
      rules: [{ backends: [{ service: 'shop', port: 8080 }] }],
    }),
  ];
  const files = new Map<string, string>();
  for (const { path, content } of [
    ...[tenant, ...others].map(each => requestFile(each, defaultLayout)),
    ...render(tenant, platform).files,
    ...others.flatMap(each => render(each, platform, { tenant }).files),
  ]) {
    files.set(path, content);
  }
  return [...files].map(([path, content]) => ({ path, content }));
}

/** Commits the files of so many tenants to a repository, with a line at the end of each; answers how large it is then. */
export async function commitEstate(
  path: string,
  tenants: number,
  files: readonly File[],
  line = '',
): Promise<number> {
  const git = spawn('git', ['-C', path, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const done = once(git, 'exit');
  const at = Math.floor(Date.now() / 1000);
  git.stdin.write(
    `commit refs/heads/main\ncommitter A <a@example.com> ${at} +0000\ndata 4\nmany\n${
      line ? 'from refs/heads/main^0\n' : ''
    }`,
  );
  for (let i = 0; i < tenants; i += 1) {
    const text = files
      .map(file => {
        const named = (of: string) => of.replaceAll(NAME, `team-${i}`);
        const content = `${named(file.content)}${line}`;
        return `M 100644 inline ${named(file.path)}\ndata ${Buffer.byteLength(
          content,
        )}\n${content}\n`;
      })
      .join('');
    if (!git.stdin.write(text)) {
      await once(git.stdin, 'drain');
    }
  }
  git.stdin.end();
  await done;
  const said = execFileSync('git', ['-C', path, 'count-objects', '-v'], {
    encoding: 'utf8',
  });
  return Number(/size-pack: (\d+)/.exec(said)?.[1] ?? 0) * 1024;
}
