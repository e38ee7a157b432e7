import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { YamlError } from '@groundwork/engine';
import { Manifest } from './Manifest';
import { readManifests } from './readManifests';

/** What a chart renders to with the values it brings, or why it does not. */
type RenderedChart = { manifests: Manifest[] } | { failed: string };

/** Renders the chart in a directory of the checkout for a namespace. */
export type RenderChart = (
  directory: string,
  namespace: string,
) => RenderedChart;

const PATIENCE = 30_000;
const MAX_OUTPUT = 8 * 1024 * 1024;

/**
 * Renders charts with a Helm of the user's: `helm template`, with what the chart's directory holds. It gets no
 * configuration, credentials or cache of the user's, and fetches nothing: charts that it depends on have to lie in `charts/`.
 *
 * @param helm - path of the program
 * @param checkout - where the checkout lies
 */
export function chartRenderer(helm: string, checkout: string): RenderChart {
  return (directory, namespace) => {
    const home = mkdtempSync(join(tmpdir(), 'groundwork-helm-'));
    try {
      const { status, stdout, stderr, error } = spawnSync(
        helm,
        [
          'template',
          'release',
          '.',
          '--namespace',
          namespace,
          '--include-crds',
        ],
        {
          cwd: join(checkout, directory),
          env: { PATH: process.env.PATH, HOME: home },
          timeout: PATIENCE,
          maxBuffer: MAX_OUTPUT,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      if (error || status !== 0) {
        const [first] = (error?.message ?? stderr).trim().split('\n');
        return { failed: first || `helm ended with ${status}` };
      }
      const path = `${directory}/Chart.yaml`;
      const place = { path, line: 1, lineOf: () => 1 };
      return {
        manifests: readManifests(path, stdout, 'last').manifests.map(
          ({ object }) => ({
            object,
            place,
          }),
        ),
      };
    } catch (failure) {
      if (!(failure instanceof YamlError)) {
        throw failure;
      }
      return { failed: failure.message };
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };
}
