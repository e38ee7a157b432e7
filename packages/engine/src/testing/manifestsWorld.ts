import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlatform, PlatformError, PlatformInput } from '../platform';
import { render, RenderOptions } from '../render/render';
import { RequestError } from '../request';
import { readYaml } from '../yaml';
import { parsedTenant, platformWith } from './renderTenant';

/** What a platform adds by its configuration. */
export type Manifests = PlatformInput['manifests'];

/** A tenant on a platform with these additions. */
export function rendered(
  manifests: Manifests,
  spec: Parameters<typeof parsedTenant>[0] = {},
  options: RenderOptions = {},
) {
  const platform = parsePlatform(platformWith({}, { manifests }));
  const { files, findings } = render(parsedTenant(spec), platform, options);
  const objects = files.flatMap(file => file.objects);
  return {
    platform,
    files,
    objects,
    said: findings.map(
      ({ code, field, message }) => `${code} ${field}: ${message}`,
    ),
    find: (kind: string, name?: string) =>
      objects.filter(
        object =>
          object.kind === kind && (!name || object.metadata.name === name),
      ),
    kustomization: files.find(
      ({ path }) => path === 'platform/dev/payments/cluster/kustomization.yaml',
    )?.content,
  };
}

/** What is said of a configuration that is refused. */
export function refusedConfig(manifests: unknown): string {
  try {
    parsePlatform(platformWith({}, { manifests: manifests as Manifests }));
  } catch (error) {
    if (error instanceof PlatformError) {
      return error.findings
        .map(({ code, field, message }) => `${code} ${field} ${message}`)
        .join('\n');
    }
    throw error;
  }
  throw new Error('The configuration was taken, and should have been refused.');
}

/** What is said of a request that these additions do not fit. */
export function refusedRender(manifests: Manifests): string {
  try {
    rendered(manifests);
  } catch (error) {
    if (error instanceof RequestError) {
      return error.findings
        .map(
          ({ code, field, message, fixableBy }) =>
            `${code} ${field} ${fixableBy} ${message}`,
        )
        .join('\n');
    }
    throw error;
  }
  throw new Error('It was rendered, and should have been refused.');
}

/** Whether it is rendered or refused, and does not break. */
export function ended(manifests: Manifests): boolean {
  try {
    rendered(manifests);
    return true;
  } catch (error) {
    return error instanceof RequestError || error instanceof PlatformError;
  }
}

const page = readFileSync(
  join(__dirname, '../../../../docs/extend.md'),
  'utf8',
);

/** The three examples of docs/extend.md. */
export const [monitoring, imagePull, ownKind] = [
  ...page.matchAll(/^```yaml\n(manifests:[\s\S]*?)^```$/gm),
].map(([, text]) => {
  const [config] = readYaml(text) as { manifests: Manifests }[];
  return config.manifests;
});
