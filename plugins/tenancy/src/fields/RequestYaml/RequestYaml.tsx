import Button from '@material-ui/core/Button';
import { useFormTexts } from '../../translations/forms';
import { formDataOf, loadEngine } from '../shared';
import { documentFromForm } from './documentFromForm';
import type { RequestYamlProps } from './schema';
import { YamlSection } from './YamlSection';

/** The whole request as YAML, for what no field of the form says. What is written here counts before the form. */
export function RequestYaml(props: RequestYamlProps) {
  const { formData: text, onChange, uiSchema, schema } = props;
  const t = useFormTexts();
  const options = uiSchema['ui:options'];
  const form = formDataOf(props);
  const document = options && documentFromForm(form, options);
  if (!options || !document) {
    return null;
  }
  if (!text) {
    return (
      <Button
        size="small"
        variant="outlined"
        onClick={async () => {
          const { writeYaml } = await loadEngine();
          onChange(writeYaml(document));
        }}
      >
        {schema.title ?? t('yaml.write')}
      </Button>
    );
  }
  return <YamlSection text={text} onChange={onChange} kind={options.kind} />;
}
