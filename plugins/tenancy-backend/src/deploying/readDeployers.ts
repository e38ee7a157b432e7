import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Platform } from '@groundwork/engine';
import { createHash } from 'node:crypto';
import { nameSchema } from '../router/names';
import type { Deployer, OidcBinding } from './Deployer';

const KEY = 'tenancy.deployers';
const SHORTEST = 32;
const HASH = /^sha256:([0-9a-f]{64})$/;

/** Claims that say whose pipeline it is: an issuer signs for everybody. */
const WHOSE = [
  'sub',
  'repository',
  'repository_id',
  'project_path',
  'project_id',
];

/** Claims that say of which state of the repository: without one, any branch that nobody reviewed would deploy. */
const WHICH = [
  'sub',
  'ref',
  'ref_protected',
  'environment',
  'job_workflow_ref',
  'workflow_ref',
];

/**
 * The pipelines of `tenancy.deployers`. Their tokens stand nowhere else in memory.
 *
 * @throws InputError that names the key
 */
export function readDeployers(config: Config, platform: Platform): Deployer[] {
  const deployers = (config.getOptionalConfigArray(KEY) ?? []).map((each, at) =>
    readDeployer(each, `${KEY}[${at}]`, platform),
  );
  const names = deployers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) {
    throw new InputError(`${KEY}: ${twice} is there twice`);
  }
  const hashes = deployers.flatMap(({ tokens }) =>
    tokens.map(hash => hash.toString('hex')),
  );
  if (new Set(hashes).size !== hashes.length) {
    throw new InputError(
      `${KEY}: two have the same token. Give each one of its own`,
    );
  }
  const keys = new Map<string, string | undefined>();
  for (const { oidc, name } of deployers) {
    if (oidc) {
      if (keys.has(oidc.issuer) && keys.get(oidc.issuer) !== oidc.jwksUri) {
        throw new InputError(
          `${KEY}: ${name} has another oidc.jwksUri than one before it of the same issuer. An issuer has one`,
        );
      }
      keys.set(oidc.issuer, oidc.jwksUri);
    }
  }
  return deployers;
}

function readDeployer(config: Config, key: string, platform: Platform) {
  const named = (field: string) => {
    const value = config.getString(field);
    if (!nameSchema.safeParse(value).success) {
      throw new InputError(
        `${key}.${field}: must be lower case letters, digits and -`,
      );
    }
    return value;
  };
  const environments = config.getStringArray('environments');
  const known = platform.environments.map(({ name }) => name);
  const strange = environments.find(name => !known.includes(name));
  if (environments.length === 0 || strange !== undefined) {
    throw new InputError(
      `${key}.environments: ${
        strange ?? 'none'
      }; must name some of: ${known.join(', ')}`,
    );
  }
  const tokens = tokensOf(config, key);
  const oidc = config.getOptionalConfig('oidc');
  if (tokens.length === 0 && !oidc) {
    throw new InputError(`${key}: needs oidc or a token`);
  }
  const deployer: Deployer = {
    name: named('name'),
    tenant: named('tenant'),
    workload: named('workload'),
    environments,
    repositories: config.getOptionalStringArray('repositories') ?? [],
    tokens,
    ...(oidc ? { oidc: readOidc(oidc, `${key}.oidc`) } : {}),
  };
  return deployer;
}

function tokensOf(config: Config, key: string): Buffer[] {
  const token = config.getOptionalString('token');
  if (token === undefined) {
    return [];
  }
  const [, hash] = HASH.exec(token) ?? [];
  if (hash) {
    return [Buffer.from(hash, 'hex')];
  }
  if (token.length < SHORTEST) {
    throw new InputError(
      `${key}.token: must have at least ${SHORTEST} characters, as of openssl rand -hex 32; or be its hash, sha256:...`,
    );
  }
  return [createHash('sha256').update(token).digest()];
}

function readOidc(config: Config, key: string): OidcBinding {
  const issuer = secureUrl(config.getString('issuer'), `${key}.issuer`);
  const jwksUri = config.getOptionalString('jwksUri');
  const claims = Object.fromEntries(
    config
      .getConfig('claims')
      .keys()
      .map(name => [name, valuesOf(config.getConfig('claims'), name)]),
  );
  const names = Object.keys(claims);
  if (!names.some(name => WHOSE.includes(name))) {
    throw new InputError(
      `${key}.claims: must have one of ${WHOSE.join(
        ', ',
      )}: the issuer signs tokens for the repositories of others too`,
    );
  }
  if (!names.some(name => WHICH.includes(name))) {
    throw new InputError(
      `${key}.claims: must have one of ${WHICH.join(
        ', ',
      )}: else any branch could deploy before anybody has merged it`,
    );
  }
  const audience = config.getString('audience');
  if (audience === '') {
    throw new InputError(`${key}.audience: must not be empty`);
  }
  return {
    issuer,
    audience,
    claims,
    ...(jwksUri === undefined
      ? {}
      : { jwksUri: secureUrl(jwksUri, `${key}.jwksUri`) }),
  };
}

function valuesOf(claims: Config, name: string): string[] {
  const value = claims.get(name);
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (values.length === 0 || values.includes('')) {
    throw new InputError(`${KEY}: claim ${name} must have a value`);
  }
  return values;
}

function secureUrl(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere)) {
    throw new InputError(`${key}: must be an https address`);
  }
  return text;
}
