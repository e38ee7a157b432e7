import { posix } from 'node:path';
import { Platform } from '../../platform';
import { fieldsOf, textOf } from '../../snapshot/fields';
import { YamlError } from '../../yaml';
import { kustomizationNames } from '../kustomize/kustomization';
import { Located } from '../located';
import type { Collected, Files } from './collectUnits';
import { Unit } from './Unit';
import { fileFinding } from './fileFinding';
import { homeOf } from './homes';
import { FileContent, readManifests } from './readManifests';

const MANIFEST = /\.(ya?ml|json)$/i;
const SKIPPED = '+argocd:skip-file-rendering';
const CONFIG = /^kustomize\.config\.k8s\.io\//;

/** What was built already: directories with a Kustomization, and what came of them. */
export interface Built {
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
  platform: Platform,
  built: Built,
): Collected {
  const units = new Map<string, Unit>();
  const findings: Located[] = [];
  const known = new Set(
    built.units.flatMap(unit =>
      unit.objects.map(({ object }) => nameIn(unit.home.cluster, object)),
    ),
  );
  for (const path of paths) {
    const home = homeOf(path, platform);
    if (!home || kustomizationNames.includes(posix.basename(path))) {
      continue;
    }
    const isBeside = built.directories.some(directory =>
      path.startsWith(`${directory}/`),
    );
    const text = MANIFEST.test(path) ? files.text(path) : undefined;
    findings.push(...named(path, isBeside));
    if (text === undefined) {
      continue;
    }
    if (!isBeside && text.includes(SKIPPED)) {
      findings.push(
        fileFinding(
          'NotApplied',
          path,
          `Argo CD leaves the file out, since it holds ${SKIPPED}.`,
          1,
          {
            fix: 'Remove the mark to have it applied.',
          },
        ),
      );
      continue;
    }
    const content = contentOf(path, text, findings);
    const objects = content.manifests.filter(
      ({ object }) => !CONFIG.test(object.apiVersion),
    );
    const isLeftBehind =
      isBeside &&
      (path.includes('/patches/') ||
        objects.some(({ object }) => known.has(nameIn(home.cluster, object))));
    if (isLeftBehind) {
      findings.push(
        fileFinding(
          'NotApplied',
          path,
          'No Kustomization is made of this file: it was not judged.',
        ),
      );
      continue;
    }
    if (!isBeside) {
      findings.push(...halfObjects(content));
    }
    const directory = posix.dirname(path);
    const unit = units.get(directory) ?? { directory, home, objects: [] };
    units.set(directory, unit);
    unit.objects.push(
      ...objects.map(({ object, place }) => ({ object, place, patches: [] })),
    );
  }
  return { units: [...units.values()], findings };
}

/** Files that change what Argo CD makes of a directory, or that it runs. */
function named(path: string, isBeside: boolean): Located[] {
  const name = posix.basename(path);
  if (/^\.argocd-source(-.*)?\.yaml$/.test(name)) {
    const message =
      'Argo CD changes how it builds this directory by this file, which was not taken into account.';
    return [fileFinding('NotJudged', path, message)];
  }
  if (name.endsWith('.jsonnet') && !isBeside) {
    return [
      fileFinding(
        'NotJudged',
        path,
        'Jsonnet was not run: what it makes was not judged.',
      ),
    ];
  }
  return [];
}

function contentOf(
  path: string,
  text: string,
  findings: Located[],
): FileContent {
  try {
    return readManifests(path, text);
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    const isTemplate = text.includes('{{') || text.includes('{%');
    findings.push(
      isTemplate
        ? fileFinding(
            'NotJudged',
            path,
            `The file is a template, which nobody fills in here: ${error.message}`,
            error.line,
          )
        : fileFinding(
            'NotYaml',
            path,
            `The file is not YAML: ${error.message}`,
            error.line,
          ),
    );
    return { manifests: [], others: [] };
  }
}

/** Documents that say of themselves that they are objects, and could not be created. */
function halfObjects({ others }: FileContent): Located[] {
  return others.flatMap(({ value, place }) => {
    const { apiVersion, kind, metadata } = fieldsOf(value);
    const isMeant =
      textOf(apiVersion) !== undefined &&
      textOf(kind) !== undefined &&
      !CONFIG.test(String(apiVersion)) &&
      typeof metadata === 'object';
    return isMeant
      ? [
          fileFinding(
            'NotAnObject',
            place.path,
            `${String(kind)} has no metadata.name.`,
            place.line,
          ),
        ]
      : [];
  });
}

function nameIn(
  cluster: string,
  { apiVersion, kind, metadata }: Unit['objects'][number]['object'],
): string {
  return JSON.stringify([cluster, apiVersion, kind, metadata.name]);
}
