import { dns1123LabelProblem, dns1123SubdomainProblem } from '../nameProblems';
import { Cursor, refuseRepeated } from './Cursor';
import { checkLabels } from './labels';
import { checkPortOrName } from './ports';
import { plainText } from '../../snapshot/fields';

/**
 * Checks a Service.
 */
export function checkService(object: Cursor): void {
  const spec = object.get('spec');
  const type = spec.get('type').text() ?? 'ClusterIP';
  const ports = spec.get('ports');
  checkLabels(spec.get('selector'));
  if (type === 'ExternalName') {
    spec.get('externalName').required();
    spec
      .get('externalName')
      .named(name => dns1123SubdomainProblem(name.replace(/\.$/, '')));
  } else if (spec.get('clusterIP').value !== 'None') {
    ports.required();
  }
  const many = ports.items().length > 1;
  for (const port of ports.items()) {
    if (many) port.get('name').required();
    port.get('name').named(dns1123LabelProblem);
    port.get('port').within(1, 65535);
    checkPortOrName(port.get('targetPort'));
    if (type === 'ClusterIP' && port.get('nodePort').number()) {
      port
        .get('nodePort')
        .fail('Conflict', 'is not for ClusterIP', 'Remove it.');
    }
  }
  refuseRepeated(ports.items(), p => p.get('name').text(), 'the name');
  refuseRepeated(
    ports.items(),
    p =>
      `${plainText(p.get('port').value)}/${p.get('protocol').text() ?? 'TCP'}`,
    'the port',
  );
}
