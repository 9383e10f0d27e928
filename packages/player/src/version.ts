/** Version of this package, as views report it. */
export const playerVersion = "0.2.0";
