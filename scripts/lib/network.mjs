import { execFile } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { Plain } from './say.mjs';

const windows = process.platform === 'win32';
const execute = promisify(execFile);

/** What npm is configured to do on the network: undefined for what is not set. */
export async function npmConfig(env = process.env) {
  try {
    const { stdout } = await execute(
      windows ? 'npm.cmd' : 'npm',
      ['config', 'list', '--json', '--long'],
      { env, shell: windows, maxBuffer: 16 * 1024 * 1024 },
    );
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}

function readable(file, said) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new Plain(
      `The certificates in ${file} (${said}) cannot be read: ${error.message}`,
    );
  }
}

/** The certificates that were added to Node's own, as PEM; undefined where there are none. */
function addedCertificates(npm, env) {
  const pem = [];
  if (npm.cafile) {
    pem.push(readable(npm.cafile, "npm's cafile"));
  }
  if (npm.ca) {
    pem.push(...[npm.ca].flat().map(each => each.replace(/\\n/g, '\n')));
  }
  const extra = env.NODE_EXTRA_CA_CERTS;
  if (extra) {
    pem.push(readable(extra, 'NODE_EXTRA_CA_CERTS'));
  }
  return pem.length > 0 ? pem.join('\n') : undefined;
}

/**
 * The environment in which Yarn and what it runs reach the registry as npm would: its address, its proxies, and the certificates
 * of a company's proxy, from npm's `cafile` and `ca` and from NODE_EXTRA_CA_CERTS. Both of Yarn's and Node's variables name one
 * file with all of them, since Yarn trusts nothing else once it is given one.
 */
export function networkEnv(npm, folder, env = process.env) {
  const added = addedCertificates(npm, env);
  const found = {};
  const set = (name, value) => {
    if (value && !env[name]) {
      found[name] = String(value);
    }
  };
  if (typeof npm.registry === 'string' && npm.registry.startsWith('http')) {
    set('YARN_NPM_REGISTRY_SERVER', npm.registry);
  }
  set('YARN_HTTPS_PROXY', npm['https-proxy']);
  set('YARN_HTTP_PROXY', npm.proxy ?? npm['https-proxy']);
  if (npm['strict-ssl'] === false) {
    set('YARN_ENABLE_STRICT_SSL', 'false');
  }
  if (added && !env.YARN_HTTPS_CA_FILE_PATH) {
    const file = path.join(folder, 'certificates.pem');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(file, [added, ...tls.rootCertificates].join('\n'));
    found.YARN_HTTPS_CA_FILE_PATH = file;
    found.NODE_EXTRA_CA_CERTS = file;
  }
  return found;
}

const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT|ERR_TLS|ERR_SSL|EPROTO/;

/**
 * Asks the registry once, so that a certificate nobody trusts is said in a line and not found out by minutes of retries.
 * Through a proxy, or with checks turned off, Yarn finds out by itself.
 */
export async function assertTrusted(registry, env) {
  const isProxied = [
    'YARN_HTTPS_PROXY',
    'HTTPS_PROXY',
    'https_proxy',
    'ALL_PROXY',
  ].some(name => env[name]);
  if (
    !registry?.startsWith('https:') ||
    isProxied ||
    env.YARN_ENABLE_STRICT_SSL === 'false' ||
    env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
  ) {
    return;
  }
  const file = env.YARN_HTTPS_CA_FILE_PATH;
  const ca = file ? readable(file, 'YARN_HTTPS_CA_FILE_PATH') : undefined;
  const code = await new Promise(resolve => {
    const request = https.request(
      registry,
      { method: 'HEAD', timeout: 10_000, ...(ca ? { ca } : {}) },
      answer => {
        answer.resume();
        resolve(undefined);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', error => resolve(error.code));
    request.end();
  });
  if (code && UNTRUSTED.test(code)) {
    throw new Plain(
      `The registry ${registry} shows a certificate that nobody here trusts (${code}), as behind a company's proxy: name the file with the company's certificates by "npm config set cafile FILE" or NODE_EXTRA_CA_CERTS=FILE, and run this again.`,
    );
  }
}
