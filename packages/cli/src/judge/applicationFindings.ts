import {
  normalRepository,
  Platform,
  at,
  fieldsOf,
  listOf,
  textOf,
} from '@groundwork/engine';
import { Unit } from '../checkout/Unit';
import { fileFinding } from '../checkout/fileFinding';
import { Located } from '../located';
import { locate } from './locate';

const OPTIONS: Record<string, readonly string[]> = {
  helm: [],
  plugin: [],
  kustomize: ['version'],
  directory: ['recurse', 'include', 'exclude'],
};

/** Applications that deploy a directory of this checkout in another way than it was judged. */
export function applicationFindings(
  units: readonly Unit[],
  { repository }: Platform,
): Located[] {
  const own = new Set(
    [repository.platform.url, repository.tenants.url].map(normalRepository),
  );
  return units.flatMap(unit =>
    unit.objects
      .filter(
        ({ object }) =>
          object.kind === 'Application' &&
          String(object.apiVersion).startsWith('argoproj.io/'),
      )
      .flatMap(item => {
        const { spec } = item.object;
        const several = listOf(at(spec, 'sources'));
        const sources =
          several.length > 0 ? several : [fieldsOf(at(spec, 'source'))];
        return sources.flatMap((source, i) => {
          const path = textOf(source.path);
          const isHere = own.has(
            normalRepository(textOf(source.repoURL) ?? ''),
          );
          const used = Object.entries(OPTIONS).flatMap(([tool, known]) =>
            Object.keys(fieldsOf(source[tool]))
              .filter(option => !known.includes(option))
              .map(option => `${tool}.${option}`),
          );
          if (!isHere || path === undefined || used.length === 0) {
            return [];
          }
          const field =
            several.length > 0 ? `spec.sources[${i}]` : 'spec.source';
          const place = locate(unit, item, field);
          return [
            fileFinding(
              'NotJudged',
              place.path,
              `Application ${
                item.object.metadata.name
              } changes what ${path} builds to by ${used.join(
                ', ',
              )}, which was not taken into account.`,
              place.line,
            ),
          ];
        });
      }),
  );
}
