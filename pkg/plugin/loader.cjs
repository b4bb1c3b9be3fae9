// A loader of webpack, Rspack and Next.js: prints the policy that it is given. CommonJS, which each of them loads.
module.exports = async function loader(source) {
  const { messageOf, printed } = await import("./core.js");
  const { code, files, errors, warnings } = await printed(source, this.resourcePath, this.getOptions());
  for (const file of files) this.addDependency(file);
  for (const fault of warnings) this.emitWarning(shown(messageOf([fault])));
  if (code === null) throw shown(messageOf(errors));
  return code;
};

/** Returns an error that is shown by its message alone. */
function shown(message) {
  return Object.assign(new Error(message), { name: "PolicyError", hideStack: true, stack: message });
}
