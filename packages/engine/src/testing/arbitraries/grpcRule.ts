import fc from 'fast-check';
import { grpcFilters } from './filters';
import { headerMatches, regularExpression } from './matches';
import { partly, variableName } from './primitives';
import { backendLists, RouteOffer } from './backends';

const service = fc
  .array(variableName, { minLength: 1, maxLength: 3 })
  .map(parts => parts.join('.'));

const method = fc.oneof(
  fc.record({ type: fc.constant('Exact'), service }),
  fc.record({ type: fc.constant('Exact'), method: variableName }),
  fc.record({ type: fc.constant('Exact'), service, method: variableName }),
  fc.record({
    type: fc.constant('RegularExpression'),
    service: regularExpression,
    method: regularExpression,
  }),
);

/**
 * Rules of valid gRPC routes.
 */
export function grpcRules(offer: RouteOffer) {
  return fc.array(
    partly(
      {
        matches: fc.array(partly({ method, headers: headerMatches }), {
          maxLength: 4,
        }),
        filters: grpcFilters(offer),
        backends: fc
          .tuple(
            backendLists(offer),
            fc.option(grpcFilters(offer), { nil: undefined }),
          )
          .map(([[first, ...rest], filters]) => [
            filters ? { ...first, filters } : first,
            ...rest,
          ]),
      },
      ['backends'],
    ),
    { minLength: 1, maxLength: 3 },
  );
}
