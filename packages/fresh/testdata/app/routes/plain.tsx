export default () => <p>No island here</p>;
