type Environment = Readonly<Record<string, string | undefined>>;

/** The variables a configuration may refer to; read only for listing. */
export function variable(name: string, env: Environment = process.env): string | undefined {
  return env[name];
}

/** Where Windows keeps the settings of programs. */
export function applicationData(env: Environment = process.env): string | undefined {
  return env.APPDATA;
}

/** What a program gets besides what its configuration gives it: enough to be found and to run, none of our own settings. */
export function basicEnvironment(env: Environment = process.env): Record<string, string> {
  const names = [
    ...["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER", "LANG", "TMPDIR"],
    ...["APPDATA", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PROGRAMFILES", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP"],
    ...["USERNAME", "USERPROFILE", "PROCESSOR_ARCHITECTURE"],
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
