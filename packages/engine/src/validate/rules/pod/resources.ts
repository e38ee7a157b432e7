import { plainText } from '../../../model/fields';
import { Cursor, refuseRepeated } from '../Cursor';
import { atMost, checkAmounts, valueOf } from '../quantities';
import { isHugePages, mayOvercommit, ResourcePlace } from '../resourceNames';

/**
 * Checks what a container, or a pod as a whole, asks for and may use.
 *
 * @param claims - the names of the pod's `resourceClaims`
 */
export function checkResources(
  resources: Cursor,
  place: ResourcePlace,
  claims: ReadonlySet<string>,
): void {
  const requests = resources.get('requests');
  const limits = resources.get('limits');
  for (const amounts of [requests, limits]) {
    checkAmounts(amounts, place);
    checkHugePages(amounts);
  }
  atMost(requests, limits, 'the limit');
  for (const [name, amount] of requests.entries()) {
    if (mayOvercommit(name)) {
      continue;
    }
    const limit = limits.get(name);
    if (valueOf(limit) === valueOf(amount)) {
      continue;
    }
    limit.fail(
      limit.exists ? 'Conflict' : 'MissingField',
      'must equal the request, since it cannot be overcommitted',
      'Use the same amount as request and limit.',
    );
  }
  checkBeside(requests, limits);
  checkClaims(resources.get('claims').items(), claims);
}

/** Huge pages come in whole pages. */
function checkHugePages(amounts: Cursor): void {
  for (const [name, amount] of amounts.entries()) {
    if (!isHugePages(name)) {
      continue;
    }
    const size = valueOf(amount.of(name.slice('hugepages-'.length)));
    const value = valueOf(amount);
    if (size === undefined || size <= 0n) {
      amount.fail(
        'NotAllowed',
        'has a name without a page size',
        'Name the size, as in hugepages-2Mi.',
      );
    } else if (value !== undefined && value % size !== 0n) {
      amount.fail(
        'WrongFormat',
        `must be a multiple of the size of a page, is ${plainText(
          amount.value,
        )}`,
        'Use a whole number of pages.',
      );
    }
  }
}

function checkBeside(requests: Cursor, limits: Cursor): void {
  const named = [...requests.entries(), ...limits.entries()];
  if (
    named.some(([name]) => isHugePages(name)) &&
    !named.some(([name]) => name === 'cpu' || name === 'memory')
  ) {
    named[0][1].fail(
      'Conflict',
      'is not enough: huge pages need cpu or memory beside them',
      'Request cpu or memory too.',
    );
  }
}

function checkClaims(given: Cursor[], claims: ReadonlySet<string>): void {
  for (const claim of given) {
    const name = claim.get('name');
    name.required();
    if (name.text() && !claims.has(name.text()!)) {
      name.fail(
        'NotAllowed',
        `must be the name of one of the pod's resourceClaims, is ${name.text()}`,
        'Add the claim to the pod, or correct the name.',
      );
    }
  }
  refuseRepeated(
    given,
    c => `${plainText(c.get('name').value)}/${c.get('request').text() ?? ''}`,
    'the claim',
  );
}
