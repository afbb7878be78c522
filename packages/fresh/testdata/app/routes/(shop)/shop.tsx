import Cart from "./(_islands)/Cart.tsx";

export default () => <Cart items={["apple", "pear"]} />;
