import { Hop, Verdict, refOf } from '../../../model';
import { attach } from '../../gateway/attach';
import { nameOfRival } from '../../gateway/nameOfRival';
import { shadowedRules } from '../../gateway/shadowed';
import { uncoveredHostnames } from '../../gateway/uncoveredHostnames';
import { verdict } from '../../verdict';
import { HopContext, ParentContext } from './hopContext';

/** What of a route no request reaches: hostnames that no listener takes, and rules that another route shadows. */
export function unreachedHops(
  { route, view }: HopContext,
  parents: readonly ParentContext[],
): Hop[] {
  const attachments = parents.map(({ ref }) => attach(route, ref, view));
  const names = uncoveredHostnames(route, attachments);
  const hop = (kind: Hop['kind'], detail: string, result: Verdict): Hop => ({
    kind,
    subject: refOf(view.cluster, route),
    detail,
    verdict: result,
  });
  return [
    ...(names.length > 0
      ? [
          hop(
            'listener',
            names.join(', '),
            verdict(
              'Degraded',
              `no listener accepts ${names.join(
                ', ',
              )}; the other hostnames work`,
              { fixableBy: 'tenant', native: ['PartiallyInvalid'] },
            ),
          ),
        ]
      : []),
    ...shadowedRules(route, view).map(({ rule, by }) =>
      hop(
        'route',
        `rule ${rule + 1}`,
        verdict(
          'Degraded',
          `rule ${rule + 1} never gets a request: ${nameOfRival(
            by,
            route,
          )} is older and matches the same requests`,
          { fixableBy: 'tenant', native: ['PartiallyInvalid'] },
        ),
      ),
    ),
  ];
}
