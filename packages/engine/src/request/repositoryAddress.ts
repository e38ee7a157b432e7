import { z } from 'zod';
import { readAddress } from '../address';

/** The address of a repository over https, ssh or oci, without a credential; written in small letters where case says nothing. */
export const repositoryAddress = z
  .string()
  .min(1)
  .max(500)
  // Forms know patterns alone.
  .regex(
    /^(https:\/\/|ssh:\/\/|oci:\/\/|git@)?[A-Za-z0-9][A-Za-z0-9@:._~/-]*$/,
    'must be the address of a repository, without wildcards and credentials',
  )
  .superRefine((text, context) => {
    const address = readAddress(text);
    if ('problem' in address || address.form === 'http') {
      context.addIssue({
        code: 'custom',
        message: `must be the address of a repository; it must ${
          'problem' in address ? address.problem : 'be reached over https'
        }`,
      });
    }
  })
  .overwrite(text => {
    const address = readAddress(text);
    return 'problem' in address ? text : address.text;
  });
