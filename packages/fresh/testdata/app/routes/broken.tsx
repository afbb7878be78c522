export default () => {
  throw new Error("secret detail");
};
