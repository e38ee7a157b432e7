import {
  type Finding,
  isTenantRequest,
  type RequestEnvelope,
} from '@groundwork/engine';
import { requestFinding } from './requestFinding';

/**
 * Whether a request of that name must be new, must be there, or may be either.
 *
 * @public
 */
export type Expectation = 'create' | 'change' | 'either';

/**
 * What is wrong when a request is there that should be new, or is not there that should be changed.
 *
 * @public
 */
export function expectationFinding(
  request: RequestEnvelope,
  exists: boolean,
  expect: Expectation,
): Finding | undefined {
  const { kind } = request;
  const { name } = request.metadata;
  const isRoot = isTenantRequest(request);
  if (exists && expect === 'create') {
    return requestFinding(request, {
      code: 'NameTaken',
      field: 'metadata.name',
      message: isRoot
        ? `The name ${name} is taken by another tenant.`
        : `The tenant already has a ${kind} ${name}.`,
      fix: isRoot
        ? 'Choose another name, or ask the platform team.'
        : 'Choose another name, or change the one that is there.',
    });
  }
  return !exists && expect === 'change'
    ? requestFinding(request, {
        code: 'NothingToChange',
        field: 'metadata.name',
        message: `There is no ${kind} ${name} to change.`,
        fix: 'Correct the name, or ask for a new one.',
      })
    : undefined;
}
