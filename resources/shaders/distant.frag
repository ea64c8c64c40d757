flat in vec4 faceColour;
in vec2 risen;

out vec4 fragColour;

void main()
{
    fragColour = vec4(faceColour.rgb * (1.0 - faceColour.a * (1.0 - clamp(risen.x, 0.0, 1.0))), risen.y);
}
