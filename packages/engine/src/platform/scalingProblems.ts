import { placeholdersOf } from '../names/templates';
import { Scaling } from './scaling';
import type { PlatformProblem } from './PlatformProblem';
import { unique } from './unique';

const known = ['tenant', 'namespace', 'environment'];

/** Endpoints of one name, and addresses that can't be filled in. */
export function scalingProblems(
  scaling: Scaling | undefined,
  field: string,
): PlatformProblem[] {
  return Object.entries(scaling ?? {}).flatMap(([type, endpoints]) => [
    ...unique(endpoints, `${field}.${type}`),
    ...endpoints.flatMap(({ address }, index) =>
      placeholdersOf(address).every(name => known.includes(name))
        ? []
        : [
            {
              code: 'UnknownPlaceholder',
              field: `${field}.${type}[${index}].address`,
              given: address,
              message: 'Unknown placeholder in the address.',
              fix: 'Use ${{ tenant }}, ${{ namespace }} and ${{ environment }} only.',
            },
          ],
    ),
  ]);
}
