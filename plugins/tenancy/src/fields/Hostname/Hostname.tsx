import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import type { HostnameView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
import { tenancyApiRef, type TenancyApi } from '../../api';
import { useTypedQuery } from '../../queries';
import { describeError } from '../../status';
import {
  FieldNote,
  PlatformGate,
  TextInput,
  fieldText,
  formDataOf,
  textOf,
  textsOf,
} from '../shared';
import type { HostnameProps } from './schema';
import { suggestHostnames } from './suggestions';

const TYPING_MS = 400;

const useStyles = makeStyles(
  // A hostname as it is written, and as wide as it has room.
  { suggestion: { textTransform: 'none', overflowWrap: 'anywhere' } },
  { name: 'TenancyHostname' },
);

const TONES: Record<HostnameView['verdict'], 'good' | 'bad' | 'unknown'> = {
  free: 'good',
  yours: 'good',
  taken: 'bad',
  notOffered: 'bad',
  invalid: 'bad',
  unknown: 'unknown',
};

/** Asks for a hostname, offers the tenant's domains, and says whether the name can be had. */
export function Hostname(props: HostnameProps) {
  const { formData: hostname = '', onChange, uiSchema } = props;
  const classes = useStyles();
  const t = useFormTexts();
  const text = fieldText(props, t('labels.hostname'));
  const options = uiSchema['ui:options'];
  const form = formDataOf(props);
  const tenant = textOf(form, options?.tenant);
  const [environment] = textsOf(form, options?.environment);

  return (
    <PlatformGate label={text.label}>
      {platform => {
        const target = environment ?? platform.environments[0]?.name;
        return (
          <TextInput text={text} value={hostname} onChange={onChange}>
            {tenant ? (
              <div>
                {suggestHostnames({
                  platform,
                  environment: target,
                  tenant,
                  typed: hostname,
                }).map(suggestion => (
                  <Button
                    key={suggestion}
                    size="small"
                    color="primary"
                    className={classes.suggestion}
                    onClick={() => onChange(suggestion)}
                  >
                    {suggestion}
                  </Button>
                ))}
              </div>
            ) : (
              <FieldNote tone="unknown">{t('hostname.tenantFirst')}</FieldNote>
            )}
            {tenant && target && hostname && (
              <HostnameNote
                tenant={tenant}
                environment={target}
                hostname={hostname}
              />
            )}
          </TextInput>
        );
      }}
    </PlatformGate>
  );
}

function HostnameNote(
  question: Omit<Parameters<TenancyApi['checkHostname']>[0], 'signal'>,
) {
  const t = useFormTexts();
  const api = useApi(tenancyApiRef);
  const { data, error, isFetching } = useTypedQuery({
    subject: ['hostnames', question],
    pause: TYPING_MS,
    ask: signal => api.checkHostname({ ...question, signal }),
  });
  if (isFetching) {
    return <FieldNote tone="busy">{t('shared.looking')}</FieldNote>;
  }
  if (error) {
    return (
      <FieldNote tone="unknown">
        {t('hostname.unknown', { why: describeError(error) })}
      </FieldNote>
    );
  }
  return data ? (
    <FieldNote tone={TONES[data.verdict]}>{data.message}</FieldNote>
  ) : null;
}
