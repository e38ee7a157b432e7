import {
  type Finding,
  type RequestEnvelope,
  requestRef,
} from '@groundwork/engine';

/**
 * A finding that forbids a request, on one of its fields.
 *
 * @public
 */
export function requestFinding(
  request: RequestEnvelope,
  finding: Pick<Finding, 'code' | 'field' | 'message' | 'fix'> & {
    fixableBy?: Finding['fixableBy'];
  },
): Finding {
  return {
    severity: 'error',
    subject: requestRef(request),
    fixableBy: 'tenant',
    evidence: [],
    ...finding,
  };
}
