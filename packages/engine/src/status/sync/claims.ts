import { ApplicationWarning, FixableBy } from '../../model';
import { fieldsOf, textOf } from '../../model/fields';
import { Application } from './application';
import { foreignApplication } from './cleanText';
import { JudgedResource } from './health';
import { nameOf } from './resource';
import { patience } from './rules/rule';

const tracking = 'argocd.argoproj.io/tracking-id';

/**
 * Objects that another Application holds too, by the mark that Argo CD leaves on them: what it warns of itself is not told
 * twice, and where it has looked since and warns of nothing, there is nothing. `own` are the names of the tenant's Applications.
 */
export function claimsOn(
  app: Application,
  resources: readonly JudgedResource[],
  own: ReadonlySet<string>,
  now: number,
  writer: FixableBy,
): ApplicationWarning[] {
  const isFresh =
    app.comparedAt !== undefined && now - app.comparedAt < patience;
  const isTold = app.conditions.some(
    ({ type }) => type === 'SharedResourceWarning',
  );
  if (isFresh || isTold) {
    return [];
  }
  const { name, namespace } = app.object.metadata;
  const itself = [name, `${namespace}_${name}`];
  return resources.flatMap(resource => {
    const holder = holderOf(resource);
    if (
      holder === undefined ||
      itself.includes(holder) ||
      resource.requiresPruning
    ) {
      return [];
    }
    const known = holder.slice(holder.indexOf('_') + 1);
    const who = own.has(known) ? known : foreignApplication;
    return [
      {
        type: 'SharedResourceWarning',
        message: `${nameOf(
          resource,
        )} is also managed by ${who}; each sync of one reverts the other`,
        fixableBy: who === foreignApplication ? 'platform' : writer,
      },
    ];
  });
}

/** The Application that a live object's mark names. A mark that was copied from another object says nothing. */
function holderOf({
  group,
  kind,
  name,
  namespace,
  live,
}: JudgedResource): string | undefined {
  const mark = textOf(fieldsOf(live?.metadata.annotations)[tracking]);
  const end = `:${group}/${kind}:${namespace ?? ''}/${name}`;
  return mark !== undefined && mark.length > end.length && mark.endsWith(end)
    ? mark.slice(0, -end.length)
    : undefined;
}
