import { Environment, Optional } from '@marcbachmann/cel-js';
import { formatCheck } from '../schema/formats';
import {
  dns1035LabelProblem,
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  labelValueProblem,
  qualifiedNameProblem,
} from '../nameProblems';

type Validate = (text: string) => string | undefined;

class CelFormat {
  constructor(readonly validate: Validate) {}
}
class CelFormats {}

const PREFIX_ENDING = /-$/;

function prefix(validate: Validate): Validate {
  return text => validate(text.replace(PREFIX_ENDING, 'a'));
}

function known(format: string): Validate {
  return text =>
    formatCheck(format)!(text) ? undefined : `must be of format ${format}`;
}

const formats: Record<string, Validate> = {
  dns1123Label: dns1123LabelProblem,
  dns1123Subdomain: dns1123SubdomainProblem,
  dns1035Label: dns1035LabelProblem,
  qualifiedName: qualifiedNameProblem,
  dns1123LabelPrefix: prefix(dns1123LabelProblem),
  dns1123SubdomainPrefix: prefix(dns1123SubdomainProblem),
  dns1035LabelPrefix: prefix(dns1035LabelProblem),
  labelValue: labelValueProblem,
  uri: known('uri'),
  uuid: known('uuid'),
  byte: known('byte'),
  date: known('date'),
  datetime: known('datetime'),
};

/**
 * Kubernetes' `format` library: `format.dns1123Label().validate(text)` is an optional list of what is wrong, empty
 * when nothing is.
 */
export function registerFormatFunctions(env: Environment): void {
  env
    .registerType('kubernetes.Format', { ctor: CelFormat, fields: {} })
    .registerType('kubernetes.Formats', { ctor: CelFormats, fields: {} })
    .registerConstant('format', 'kubernetes.Formats', new CelFormats())
    .registerFunction(
      'kubernetes.Format.validate(string): optional<list<string>>',
      (format: CelFormat, text: string) => {
        const problem = format.validate(text);
        return problem === undefined ? Optional.none() : Optional.of([problem]);
      },
    )
    .registerFunction(
      'kubernetes.Formats.named(string): optional<kubernetes.Format>',
      (_: CelFormats, name: string) =>
        Object.hasOwn(formats, name)
          ? Optional.of(new CelFormat(formats[name]))
          : Optional.none(),
    );
  for (const [name, validate] of Object.entries(formats)) {
    const format = new CelFormat(validate);
    env.registerFunction(
      `kubernetes.Formats.${name}(): kubernetes.Format`,
      () => format,
    );
  }
}
