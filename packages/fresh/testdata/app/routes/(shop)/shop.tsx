import Cart from "../../islands/Cart.tsx";

export default () => <Cart items={["apple", "pear"]} />;
