import { posix } from 'node:path';
import { YamlError } from '@groundwork/engine';
import { kustomizationNames } from '../kustomize/kustomization';
import { Located } from '../located';
import type { Collected, Files } from './Collected';
import { Unit } from './Unit';
import { fileFinding } from './fileFinding';
import { halfObjects, isConfig, withMistyped } from './halfObjects';
import type { Home, Homes } from './homes';
import { liesIn } from './liesIn';
import { FileContent, readManifests } from './readManifests';

const MANIFEST = /\.(ya?ml|json)$/i;
const SKIPPED = '+argocd:skip-file-rendering';
const SOURCE = /^\.argocd-source(-.*)?\.yaml$/;

/** What was built already: directories with a Kustomization, and what came of them. */
interface Built {
  directories: readonly string[];
  units: readonly Unit[];
}

/**
 * The objects of files that no Kustomization is made of, by directory, as Argo CD takes a directory of manifests. A file
 * beside a Kustomization is judged too, since only one more line applies it, unless it is a patch that was left behind.
 */
export function plainUnits(
  files: Files,
  paths: readonly string[],
  homes: Homes,
  built: Built,
): Collected {
  const units = new Map<string, Unit>();
  const findings: Located[] = [];
  const known = new Set(
    built.units.flatMap(unit =>
      unit.objects.flatMap(({ object, names = [] }) =>
        [object.metadata?.name, ...names].map(name =>
          nameIn(unit.home, object, name),
        ),
      ),
    ),
  );
  // Such a file can have Argo CD take every file of the directory, whatever its Kustomization says.
  const overridden = new Set(
    paths
      .filter(path => SOURCE.test(posix.basename(path)))
      .map(path => posix.dirname(path)),
  );
  const directories = new Set(built.directories);
  for (const path of paths) {
    const home = homes.of(path);
    if (!home) {
      findings.push(...homeless(path, homes));
      continue;
    }
    if (kustomizationNames.includes(posix.basename(path))) {
      continue;
    }
    const text = MANIFEST.test(path) ? files.text(path) : undefined;
    if (!homes.together && (text === undefined || !looksLikeManifest(text))) {
      continue;
    }
    const isBeside = homes.together
      ? liesIn(directories, path)
      : directories.has(posix.dirname(path));
    findings.push(...named(path, isBeside));
    if (text === undefined) {
      continue;
    }
    if (!isBeside && text.includes(SKIPPED)) {
      findings.push(
        fileFinding(
          'NotApplied',
          path,
          `Argo CD skips this file, because it contains ${SKIPPED}.`,
          1,
          {
            fix: 'Remove that text if the file should be applied.',
          },
        ),
      );
      continue;
    }
    const isApplied = home.applied === posix.dirname(path);
    const content = withMistyped(
      contentOf(path, text, { isApplied, isBeside }, findings),
    );
    const objects = content.manifests.filter(
      ({ object }) => !isConfig(object.apiVersion),
    );
    const isPatch = /patch/i.test(
      path.slice(path.lastIndexOf('/', path.lastIndexOf('/') - 1)),
    );
    const isLeftBehind = homes.together
      ? isBeside &&
        !liesIn(overridden, path) &&
        (isPatch ||
          objects.some(({ object }) =>
            known.has(nameIn(home, object, object.metadata.name)),
          ))
      : isBeside || isPatch;
    if (isLeftBehind) {
      findings.push(
        fileFinding(
          'NotApplied',
          path,
          'No kustomization uses this file, so it was not checked.',
        ),
      );
      continue;
    }
    if (!isBeside) {
      findings.push(...halfObjects(content, isApplied));
    }
    const directory = homes.together ? posix.dirname(path) : path;
    const unit = units.get(directory) ?? { directory, home, objects: [] };
    units.set(directory, unit);
    unit.objects.push(
      ...objects.map(({ object, place }) => ({ object, place, patches: [] })),
    );
  }
  return { units: [...units.values()], findings };
}

/** Manifests that lie where nobody's directory is. */
function homeless(path: string, homes: Homes): Located[] {
  return MANIFEST.test(path) && homes.isOutOfPlace(path)
    ? [
        fileFinding(
          'NotApplied',
          path,
          'This file is not in the directory of a tenant and environment, so it was not checked.',
          1,
          { fix: 'Move it to where it belongs, or remove it.' },
        ),
      ]
    : [];
}

/** Files that change what Argo CD makes of a directory, or that it runs. */
function named(path: string, isBeside: boolean): Located[] {
  const name = posix.basename(path);
  if (SOURCE.test(name)) {
    const message =
      'Argo CD changes how it builds this directory because of this file, which was not taken into account.';
    return [fileFinding('NotJudged', path, message)];
  }
  if (name.endsWith('.jsonnet') && !isBeside) {
    return [
      fileFinding(
        'NotJudged',
        path,
        'Jsonnet is not evaluated, so its output was not checked.',
      ),
    ];
  }
  return [];
}

function contentOf(
  path: string,
  text: string,
  place: { isApplied: boolean; isBeside: boolean },
  findings: Located[],
): FileContent {
  try {
    return readManifests(path, text);
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    const { message, line, repeatedKey } = error;
    const { isApplied, isBeside } = place;
    // What lies beside a Kustomization would be read by Kustomize, which refuses it.
    if (repeatedKey && !isBeside) {
      const why = `${message} Argo CD and kubectl take the last, other readers refuse the file.`;
      findings.push(fileFinding('DuplicateKey', path, why, line));
      return lastOf(path, text, findings);
    }
    if (text.includes('{{') || text.includes('{%')) {
      const why = `The file is a template, which is not filled in here: ${message}`;
      findings.push(fileFinding('NotJudged', path, why, line));
    } else if (isApplied || looksLikeManifest(text)) {
      const why = `The file is not valid YAML: ${message}`;
      findings.push(fileFinding('InvalidYaml', path, why, line));
    } else {
      const why = `The file is not valid YAML, and not a manifest: ${message}`;
      findings.push(
        fileFinding('NotApplied', path, why, line, {
          fix: 'Fix it if it should be applied.',
        }),
      );
    }
    return { manifests: [], others: [] };
  }
}

function lastOf(path: string, text: string, findings: Located[]): FileContent {
  try {
    return readManifests(path, text, 'last');
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    const why = `The file is not YAML: ${error.message}`;
    findings.push(fileFinding('InvalidYaml', path, why, error.line));
    return { manifests: [], others: [] };
  }
}

/** What Argo CD takes for one, whatever else is wrong with it. */
function looksLikeManifest(text: string): boolean {
  return ['apiVersion', 'kind', 'metadata'].every(word =>
    new RegExp(`\\b${word}"?\\s*:`).test(text),
  );
}

function nameIn(
  { layer, tenant }: Home,
  { apiVersion, kind }: Unit['objects'][number]['object'],
  name: string,
): string {
  return JSON.stringify([layer, tenant, apiVersion, kind, name]);
}
