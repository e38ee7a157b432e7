import { refOf } from '../../model';
import { attach } from '../../status/gateway/attach';
import {
  gatewayGroup,
  gatewayKind,
  routeKinds,
} from '../../status/gateway/kinds';
import { parentRefsOf } from '../../kinds/gateway/parentRef';
import { uncoveredHostnames } from '../../status/gateway/uncoveredHostnames';
import { CheckRun, Found } from '../checkRun';

const fixes: Readonly<Record<string, string>> = {
  NoMatchingListenerHostname: 'Choose a hostname that the listener accepts.',
  NoMatchingParent: 'Use a listener and port of the gateway.',
  Conflicted: 'Use either HTTPRoutes or GRPCRoutes for a hostname, not both.',
  NotAllowedByListeners:
    'Choose another listener, or ask the platform team to open this one.',
};

/** What is said of a hostname of a route that other hostnames of it are served beside. */
export function notServed(hostname: string): string {
  return `No listener accepts the hostname ${hostname}, so its requests never arrive.`;
}

/** A route whose gateway does not exist or has no listener that takes it. */
export function* routeAttachment(run: CheckRun): Found {
  for (const kind of routeKinds) {
    for (const { cluster, object } of run.scoped({
      group: gatewayGroup,
      kind,
    })) {
      yield undefined;
      const refs = parentRefsOf(object);
      const view = run.view(cluster);
      const attachments = refs.map(ref => attach(object, ref, view));
      for (const name of uncoveredHostnames(object, attachments)) {
        yield {
          code: 'HostnameNotServed',
          severity: 'warning',
          subject: refOf(cluster, object),
          field: 'spec.hostnames',
          message: notServed(name),
          fix: fixes.NoMatchingListenerHostname,
          fixableBy: 'tenant',
          evidence: [],
        };
      }
      for (const [i, ref] of refs.entries()) {
        const { accepted, reason, message } = attachments[i];
        const head = {
          subject: refOf(cluster, object),
          field: `spec.parentRefs[${i}]`,
          evidence: [],
        };
        if (reason === 'NotRead') {
          run.read(cluster, gatewayKind, ref.namespace);
        } else if (reason === 'ParentNotFound') {
          yield {
            ...head,
            code: 'GatewayNotFound',
            severity: 'error',
            message: `${message}.`,
            fix: 'Choose a gateway of this environment.',
            fixableBy: 'tenant',
          };
        } else if (accepted === 'False') {
          yield {
            ...head,
            code: 'RouteNotAdmitted',
            severity: 'error',
            message: `No listener accepts this route (${reason}): ${message}.`,
            fix: fixes[reason] ?? fixes.NotAllowedByListeners,
            fixableBy:
              reason === 'NotAllowedByListeners' ? 'platform' : 'tenant',
          };
        }
      }
    }
  }
}
