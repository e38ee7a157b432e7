import { Files, Collected } from './Collected';
import { posix } from 'node:path';
import { build } from '../kustomize/build';
import { kustomizationNames } from '../kustomize/kustomization';
import { referencesOf } from '../kustomize/references';
import { Resource } from '../kustomize/Resource';
import { Located } from '../located';
import { Unit } from './Unit';
import { fileFinding } from './fileFinding';
import type { Homes } from './homes';
import { liesIn } from './liesIn';
import { plainUnits } from './plainUnits';
import type { RenderChart } from './renderChart';

/**
 * What the directories of a checkout hold: those with a Kustomization as it builds them, all others as they are.
 * A Kustomization that others are made of is not looked at by itself, nor are the files that one is made of.
 */
export function collectUnits(
  files: Files,
  homes: Homes,
  renderChart?: RenderChart,
): Collected {
  const charts = chartDirectories(files);
  const chartSet = new Set(charts);
  const inChart = (path: string) => liesIn(chartSet, path);
  const roots = files.paths
    .filter(
      path =>
        kustomizationNames.includes(posix.basename(path)) && !inChart(path),
    )
    .map(path => posix.dirname(path));
  const directories = [...new Set(roots)];
  const referenced = referencesOf(files, directories);
  const findings: Located[] = [];
  const units: Unit[] = [];
  const used = new Set(referenced.files);
  for (const directory of directories) {
    const home = homes.of(`${directory}/`);
    const isOwn =
      home?.applied === directory || !referenced.directories.has(directory);
    if (!home || !isOwn) {
      continue;
    }
    const built = build(files, directory);
    built.files.forEach(path => used.add(path));
    findings.push(
      ...built.problems.map(({ code, place, why }) =>
        fileFinding(
          code,
          place.path,
          sentence(code, directory, why),
          place.line,
        ),
      ),
    );
    units.push({
      directory,
      home,
      kustomization: kustomizationPlace(files, directory),
      objects: built.resources.map(unitObject),
    });
  }
  for (const chart of charts) {
    const home = homes.of(`${chart}/`);
    const rendered = home && renderChart?.(chart, home.namespace);
    if (home && rendered && 'manifests' in rendered) {
      units.push({
        directory: chart,
        home,
        objects: rendered.manifests.map(item => ({ ...item, patches: [] })),
      });
    } else {
      const why =
        rendered && 'failed' in rendered ? rendered.failed : undefined;
      findings.push(chartNotJudged(chart, why));
    }
  }
  const rest = files.paths.filter(path => !used.has(path) && !inChart(path));
  const plain = plainUnits(files, rest, homes, { directories, units });
  return {
    units: [...units, ...plain.units],
    findings: [...findings, ...plain.findings],
  };
}

function chartNotJudged(chart: string, why?: string): Located {
  const end = why === undefined ? '.' : `, since Helm says: ${why}`;
  return fileFinding(
    'NotJudged',
    `${chart}/Chart.yaml`,
    `${chart} is a Helm chart and was not checked${end}`,
    1,
    {
      fix: 'Pass your helm with --helm, or check the output of `helm template`.',
    },
  );
}

/** Charts that lie in no other chart. A directory with a Kustomization is built as one, whatever else lies there. */
function chartDirectories(files: Files): string[] {
  const found = files.paths
    .filter(path => posix.basename(path) === 'Chart.yaml')
    .map(path => posix.dirname(path))
    .filter(
      directory =>
        !kustomizationNames.some(name => files.isFile(`${directory}/${name}`)),
    );
  const all = new Set(found);
  return found.filter(directory => !liesIn(all, directory));
}

function kustomizationPlace(files: Files, directory: string) {
  const path =
    kustomizationNames
      .map(name => `${directory}/${name}`)
      .find(name => files.isFile(name)) ?? directory;
  return { path, line: 1, lineOf: () => 1 };
}

function unitObject({
  object,
  place,
  patches,
  previous,
}: Resource): Unit['objects'][number] {
  return {
    // It was an object when it was read, and what a patch broke since is for the checks to say.
    object: object as unknown as Unit['objects'][number]['object'],
    place,
    patches,
    names: previous.map(({ name }) => name),
  };
}

function sentence(code: string, directory: string, why: string): string {
  switch (code) {
    case 'InvalidYaml':
      return `The file is not valid YAML: ${why}`;
    case 'BuildFailed':
      return `${directory} cannot be built, so nothing in it is applied: ${why}.`;
    case 'FileOutsideRoot':
      return `${why}.`;
    default:
      return `Not judged: ${why}.`;
  }
}
