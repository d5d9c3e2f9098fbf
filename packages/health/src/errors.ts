// What the package throws: nothing but mistakes in its options. A failing check is a report, never an error.

/** An option of `createHealth` is out of range. */
export class HealthOptionError extends TypeError {
  override readonly name = 'HealthOptionError';
  /** Always `ERR_OPTION`. */
  readonly code = 'ERR_OPTION';
}
