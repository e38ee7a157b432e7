import { type Finding, type Request, requestRef } from '@groundwork/engine';

/**
 * A finding that forbids a request, on one of its fields.
 *
 * @public
 */
export function requestFinding(
  request: Request,
  finding: Pick<Finding, 'code' | 'field' | 'message' | 'fix'> & {
    mender?: Finding['mender'];
  },
): Finding {
  return {
    severity: 'error',
    subject: requestRef(request),
    mender: 'tenant',
    evidence: [],
    ...finding,
  };
}
