flat in vec4 faceColour;
in float risen;

uniform float layerOpacity;

out vec4 fragColour;

void main()
{
    fragColour = vec4(faceColour.rgb * (1.0 - faceColour.a * (1.0 - clamp(risen, 0.0, 1.0))), layerOpacity);
}
