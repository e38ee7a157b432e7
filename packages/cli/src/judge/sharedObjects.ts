import { refKey, refOf } from '@groundwork/engine';
import { Unit, UnitObject } from '../checkout/Unit';
import { Located } from '../located';
import { locate } from './locate';

interface Place {
  unit: Unit;
  item: UnitObject;
}

/**
 * Objects that two directories hold which Argo CD applies with an Application each: the two overwrite each other
 * (`SharedResourceWarning`), and with `FailOnSharedResource=true` the sync fails. Told on both sides, since a tree has no ages.
 */
export function sharedObjects(units: readonly Unit[]): Located[] {
  const places = new Map<string, Place[]>();
  for (const unit of units.filter(({ home }) => home.applied !== undefined)) {
    for (const item of unit.objects) {
      const { object } = item;
      const { name, namespace, generateName } = object.metadata ?? {};
      const isWhole = [object.apiVersion, object.kind, name].every(
        part => typeof part === 'string',
      );
      // What lies outside of its tenant's namespace is refused at sync, and overwrites nothing.
      const isApplied =
        unit.home.layer === 'platform' || namespace === unit.home.namespace;
      if (isWhole && isApplied && generateName === undefined) {
        const key = refKey(refOf(unit.home.cluster, object));
        places.set(key, [...(places.get(key) ?? []), { unit, item }]);
      }
    }
  }
  return [...places.values()].flatMap(list =>
    list.flatMap(place => {
      const other = list.find(
        ({ unit }) => unit.home.applied !== place.unit.home.applied,
      );
      return other ? [told(place, other)] : [];
    }),
  );
}

function told({ unit, item }: Place, other: Place): Located {
  const { object } = item;
  // Where another team's directory is, is none of this team's business.
  const isOwn = unit.home.tenant === other.unit.home.tenant;
  const where = isOwn
    ? String(other.unit.home.applied)
    : 'a directory of somebody else';
  return {
    ...locate(unit, item),
    finding: {
      code: 'ObjectShared',
      severity: 'warning',
      subject: refOf(unit.home.cluster, object),
      message: `${object.kind} ${object.metadata.name} is in ${where} as well, so two Applications overwrite each other. With FailOnSharedResource=true the sync fails.`,
      fix: 'Keep it in one of them, or give it another name.',
      fixableBy: unit.home.layer,
      evidence: [],
    },
  };
}
