/** More than is read of a remote. Its own class: a damaged file on disk ends in a RangeError as well. */
export class TooLarge extends RangeError {
  name = 'TooLarge';
}
